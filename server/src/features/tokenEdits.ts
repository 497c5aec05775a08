/** What changed among semantic tokens, so that an edit does not send all of them again. */
import type { SemanticTokensEdit } from "vscode-languageserver-protocol";

/** How many numbers say a token. */
const WIDTH = 5;

/** What makes the one list of tokens the other: one change at most. */
export function tokenEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head++;
  if (head === before.length && head === after.length) return [];
  head -= head % WIDTH;
  let tail = 0;
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail])
    tail++;
  tail -= tail % WIDTH;
  return [
    { start: head, deleteCount: before.length - tail - head, data: after.slice(head, after.length - tail) },
  ];
}
