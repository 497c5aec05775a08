/** Where a build can stop. Pure. */
import type { ModelInstruction } from "../../../../server/src/protocol";

/**
 * The line, from 1, at which a build stops for a breakpoint in `line`. The adapter knows the first lines of what the builder runs: a
 * breakpoint inside of an instruction is meant for it, one at a comment, a metadata instruction or the `FROM` of a stage for what
 * runs next in the stage. Where nothing does, the line itself, at which no build stops.
 */
export function stopLine(instructions: readonly ModelInstruction[], line: number): number {
  const at = instructions.findIndex(({ range: { end } }) => end.line + 1 >= line);
  // What stands above the first stage is meant for that.
  const stage = instructions[at]?.stage ?? 0;
  const next = instructions.slice(at).find(each => (each.stage ?? 0) !== stage || each.step === "numbered");
  return at < 0 || next === undefined || (next.stage ?? 0) !== stage ? line : next.range.start.line + 1;
}
