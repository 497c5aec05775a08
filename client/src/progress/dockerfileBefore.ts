/** The part of a Dockerfile that comes before an instruction: BuildKit can be asked for a stage, not for a step. */
import type { ModelInstruction } from "../../../server/src/protocol";

/**
 * A Dockerfile whose last stage ends just before `instruction`, so that a build without a target ends there; `undefined`
 * where there is nothing to build before it: at a `FROM`, and above the first one.
 */
export function dockerfileBefore(
  text: string,
  { keyword, stage, range: { start } }: ModelInstruction,
): string | undefined {
  if (stage === null || keyword === "FROM") return undefined;
  let offset = 0;
  for (let line = 0; line < start.line; line++) {
    const end = /\r\n|\r|\n/g;
    end.lastIndex = offset;
    if (end.exec(text) === null) return undefined;
    offset = end.lastIndex;
  }
  return text.slice(0, offset + start.character);
}
