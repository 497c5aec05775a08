/** A build that has ended, as it is kept for later windows: its report, and what its steps printed. Pure data. */
import type { ModelInstruction } from "../../../server/src/protocol";
import { withoutSecrets } from "../../../server/src/shared/secrets";
import { fieldsOf, listOf, parseJson, textOf } from "../engine/fields";
import type { BuildRecord } from "../progress/buildRecord";
import { titleOf } from "../progress/stepName";
import type { BuildReport } from "./buildReport";

/** What a step printed. */
export interface EndedStep {
  /** The engine's own name of the step. */
  readonly id: string;
  readonly title: string;
  /** How long it ran, in milliseconds. */
  readonly ran: number;
  readonly isFailed: boolean;
  readonly log: string;
}

export interface EndedBuild {
  /** The address of the Dockerfile. */
  readonly dockerfile: string;
  /** The stage as it was asked for; null for the last one. */
  readonly stage: string | null;
  /** The index of the stage that was built, and what the kept builds call it. */
  readonly target: number;
  readonly targetName: string;
  /** The line, from 1, of the instruction that it was to end with; null for a whole stage. */
  readonly line: number | null;
  /** The ids of the use that was built, and of the one that was in force as it began; null for none. */
  readonly use: string | null;
  readonly under: string | null;
  readonly report: BuildReport;
  /** Those of the file as it was built. */
  readonly instructions: readonly ModelInstruction[];
  /** Those that printed something, and the one that failed, in the order of the engine. */
  readonly steps: readonly EndedStep[];
}

/** What is kept of the logs of one build, in characters: those that come later lose their beginning first. */
const MOST_LOGS = 500_000;
/** Raised where the shape changes: what an older version has kept is left alone then. */
const FORMAT = 1;

/**
 * The steps of a record that are worth keeping, together at most {@link MOST_LOGS} characters of logs; the failed one first of all.
 * @param failure the step that failed, with what is said of it behind its output
 */
export function endedSteps(
  { steps }: Pick<BuildRecord, "steps">,
  failure: { step: string; words: string } | undefined,
): EndedStep[] {
  let left = MOST_LOGS;
  const kept = [...steps.values()].map(({ id, name, ran, log }, order) => {
    const isFailed = id === failure?.step;
    const lines = log.lines();
    if (isFailed) lines.push(...(lines.length > 0 ? [""] : [titleOf(name), ""]), failure.words);
    return { order, id, title: titleOf(name), ran, isFailed, text: withoutSecrets(lines.join("\n")) };
  });
  return kept
    .filter(({ text }) => text.trim() !== "")
    .sort((a, b) => Number(b.isFailed) - Number(a.isFailed) || a.order - b.order)
    .map(({ text, ...step }) => {
      const log = left === 0 ? "" : text.slice(-left);
      left -= log.length;
      return { ...step, log };
    })
    .filter(({ log }) => log !== "")
    .sort((a, b) => a.order - b.order)
    .map(({ id, title, ran, isFailed, log }) => ({ id, title, ran, isFailed, log }));
}

/** As text, for {@link readEndedBuild}. */
export function endedBuildText(build: EndedBuild): string {
  return JSON.stringify({ format: FORMAT, ...build });
}

/** `undefined` for what is none, or was kept by a version with another shape. */
export function readEndedBuild(text: string): EndedBuild | undefined {
  const value = fieldsOf(parseJson(text));
  const report = fieldsOf(value["report"]);
  const isWhole =
    value["format"] === FORMAT &&
    textOf(value["dockerfile"]) !== undefined &&
    textOf(report["file"]) !== undefined &&
    [report["stages"], report["internal"], report["warnings"], value["steps"], value["instructions"]].every(
      Array.isArray,
    ) &&
    listOf(value["steps"]).every(step => typeof fieldsOf(step)["log"] === "string");
  if (!isWhole) return undefined;
  return value as unknown as EndedBuild;
}
