/** Which step of a stage is which of an earlier build of it. Pure. */

interface Step {
  readonly keyword: string;
  readonly text: string;
}

/** Of longer stages the steps are paired one by one. */
const MOST_PAIRS = 250_000;

/**
 * For each step of `now` the index of the one in `before` that it was; -1 for a new one. The longest run of the same texts stays
 * together; between those, instructions with the same keyword are taken for changed ones, in their order.
 */
export function alignSteps(now: readonly Step[], before: readonly Step[]): number[] {
  const pairs = now.map(() => -1);
  const same = longestSame(now, before);
  for (const [index, other] of same) pairs[index] = other;
  let nextNow = 0;
  let nextBefore = 0;
  for (const [end, endBefore] of [...same, [now.length, before.length] as const]) {
    let free = nextBefore;
    for (let index = nextNow; index < end; index++) {
      const found = before.findIndex(
        (step, at) => at >= free && at < endBefore && step.keyword === now[index]?.keyword,
      );
      if (found === -1) continue;
      pairs[index] = found;
      free = found + 1;
    }
    nextNow = end + 1;
    nextBefore = endBefore + 1;
  }
  return pairs;
}

function longestSame(now: readonly Step[], before: readonly Step[]): (readonly [number, number])[] {
  const columns = before.length + 1;
  if (now.length * before.length > MOST_PAIRS) {
    const count = now.findIndex((step, index) => step.text !== before[index]?.text);
    return now.slice(0, count === -1 ? now.length : count).map((_, index) => [index, index] as const);
  }
  const lengths = new Uint16Array((now.length + 1) * columns);
  const at = (row: number, column: number) => lengths[row * columns + column] ?? 0;
  for (let row = now.length - 1; row >= 0; row--)
    for (let column = before.length - 1; column >= 0; column--)
      lengths[row * columns + column] =
        now[row]?.text === before[column]?.text
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const same: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < now.length && column < before.length;) {
    if (now[row]?.text === before[column]?.text) same.push([row++, column++] as const);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return same;
}
