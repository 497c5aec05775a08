/** From a plan to the two texts: the snippet with its changes, the values for its tab stops, and the ignore file. */
import type { FillSnippetAnswer, FillSnippetParams } from "../../../server/src/protocol";
import { ignoreText } from "./newIgnoreFile";
import type { Change, Plan } from "./plan";
import { changed } from "./template";

export interface NewFiles {
  readonly dockerfile: string;
  readonly ignore: string;
  /** Changes that the snippet does not take: none, as long as plans and snippets fit each other. */
  readonly missed: readonly Change[];
}

/** Fills a snippet: the server's `dockerfileStages/fillSnippet`. */
export type Fill = (params: FillSnippetParams) => Promise<FillSnippetAnswer>;

/** The texts for a plan; null where there is no snippet of its name. `bodies` are the snippets by their names. */
export async function newFiles(
  plan: Plan,
  bodies: ReadonlyMap<string, string>,
  fill: Fill,
): Promise<NewFiles | null> {
  const body = bodies.get(plan.snippet);
  if (body === undefined) return null;
  const { text: snippet, missed } = changed(body, plan.changes);
  const values = Object.fromEntries(
    Object.entries(plan.values).flatMap(([number, value]) => (value === null ? [] : [[number, value]])),
  );
  const { text, sources } = await fill({ snippet, values });
  return { dockerfile: text, ignore: ignoreText(plan, sources), missed };
}

/** Names in a folder that nothing has yet; `isTaken` says which ones something has. */
export function freeNames(isTaken: (name: string) => boolean): { dockerfile: string; ignore: string } {
  for (let number = 0; ; number++) {
    const dockerfile =
      number === 0 ? "Dockerfile" : number === 1 ? "Dockerfile.new" : `Dockerfile.new-${number}`;
    if (isTaken(dockerfile)) continue;
    // The builder takes the one with the name of the Dockerfile before the one of the folder.
    const ignore = [".dockerignore", `${dockerfile}.dockerignore`].find(name => !isTaken(name));
    if (ignore !== undefined) return { dockerfile, ignore };
  }
}
