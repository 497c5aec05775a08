/** Keeps a mark at its instruction while the file is edited: moves it with the lines above it, drops it when it is touched. */
import type { ModelRange } from "../../../server/src/protocol";

export interface LineChange {
  /** What was replaced, in the text before the change. */
  range: ModelRange;
  /** What stands there now. */
  text: string;
}

/** The range after one change of the text; `undefined` if the change touched it. */
export function moveRange(range: ModelRange, { range: changed, text }: LineChange): ModelRange | undefined {
  if (isBefore(range.end, changed.start)) return range;
  const isAbove = isBefore(changed.end, range.start) || isWholeLinesAbove(range, changed, text);
  if (!isAbove || changed.end.line > range.start.line) return undefined;
  const inserted = text.split("\n");
  const lines = inserted.length - 1 - (changed.end.line - changed.start.line);
  // A change that ends in the range's own first line, before it, moves its first column as well.
  const endsHere = changed.end.line === range.start.line;
  const newEnd = (inserted.length === 1 ? changed.start.character : 0) + (inserted.at(-1) ?? "").length;
  const columns = (line: number) =>
    endsHere && line === range.start.line ? newEnd - changed.end.character : 0;
  return {
    start: { line: range.start.line + lines, character: range.start.character + columns(range.start.line) },
    end: { line: range.end.line + lines, character: range.end.character + columns(range.end.line) },
  };
}

/** Lines inserted or removed so that they end just where the range begins: its own text stays as it was. */
function isWholeLinesAbove(range: ModelRange, changed: ModelRange, text: string): boolean {
  const touchesStart =
    changed.end.line === range.start.line && changed.end.character === range.start.character;
  return touchesStart && (text === "" ? changed.start.line < changed.end.line : /\n[ \t]*$/.test(text));
}

function isBefore(a: ModelRange["start"], b: ModelRange["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
