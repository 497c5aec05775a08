/** From a plan to the two texts: the snippet with its changes, the values for its tab stops, and the ignore file. */
import type { FillSnippetAnswer, FillSnippetParams } from "../protocol";
import { ignoreText } from "./newIgnoreFile";
import { literal } from "./plan";
import type { Change, Plan, StageText } from "./plan";
import { changed } from "./template";

export interface NewFiles {
  readonly dockerfile: string;
  readonly ignore: string;
  /** Changes that the snippet does not take: none, as long as plans and snippets fit each other. */
  readonly missed: readonly Change[];
}

/** Fills a snippet, as `dockerfileStages/fillSnippet` does. */
export type Fill = (params: FillSnippetParams) => FillSnippetAnswer;

/** The texts for a plan; null where there is no snippet of its name. `bodies` are the snippets by their names. */
export function newFiles(plan: Plan, bodies: ReadonlyMap<string, string>, fill: Fill): NewFiles | null {
  if ("stages" in plan) {
    const { text, sources } = fill({ snippet: literal(stagesText(plan.stages)), values: {} });
    return { dockerfile: text, ignore: ignoreText(plan, sources), missed: [] };
  }
  const body = bodies.get(plan.snippet);
  if (body === undefined) return null;
  const { text: snippet, missed } = changed(body, plan.changes);
  const values = Object.fromEntries(
    Object.entries(plan.values).flatMap(([number, value]) => (value === null ? [] : [[number, value]])),
  );
  const { text, sources } = fill({ snippet, values });
  return { dockerfile: text, ignore: ignoreText(plan, sources), missed };
}

/** The text of stages, each with a comment that begins with its name, as the builder wants it. */
function stagesText(stages: readonly StageText[]): string {
  return stages
    .map(({ name, what, from, lines }) =>
      [`# ${name} ${what}`, `FROM ${from} AS ${name}`, ...lines].join("\n"),
    )
    .join("\n\n");
}
