/** Where an instruction of a build stands now, when the file may have been edited since. */
import type { ModelInstruction, ModelRange } from "../../../server/src/protocol";

/**
 * The range of the instruction that stood at `line`, counted from 1, when the build began: the one of the same text that is
 * nearest to it now. `undefined` where no instruction says that any more.
 */
export function instructionNow(
  line: number,
  built: readonly ModelInstruction[],
  now: readonly ModelInstruction[],
): ModelRange | undefined {
  const before = built.find(({ range }) => range.start.line <= line - 1 && line - 1 <= range.end.line);
  if (before === undefined) return undefined;
  const distance = ({ range }: ModelInstruction) => Math.abs(range.start.line - before.range.start.line);
  const [nearest] = now.filter(({ text }) => text === before.text).sort((a, b) => distance(a) - distance(b));
  return nearest?.range;
}
