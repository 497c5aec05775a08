/** The part of a Dockerfile that comes before an instruction: BuildKit can be asked for a stage, not for a step. */
import type { ModelInstruction } from "../../../server/src/protocol";
import { textBefore } from "../snapshot/snapshotUpTo";

/**
 * A Dockerfile whose last stage ends just before `instruction`, so that a build without a target ends there; `undefined`
 * where there is nothing to build before it: at a `FROM`, and above the first one.
 */
export function dockerfileBefore(
  text: string,
  { keyword, stage, range: { start } }: ModelInstruction,
): string | undefined {
  return stage === null || keyword === "FROM" ? undefined : textBefore(text, start);
}
