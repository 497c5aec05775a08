/** Evaluating what may come out in several ways: a loop over names, a matrix, a variable that a script sets twice. */

/** Which of `count` possibilities is meant for `name`, from 0: always the same for one name within one outcome. */
export type Choose = (name: string, count: number) => number;

/** More outcomes of one thing than this say no more about it. */
export const MOST = 128;

/**
 * All that `evaluate` can come to, trying every possibility of whatever it lets be chosen; names that are chosen twice
 * go together. Where that is more than anybody writes, every possibility of each name is tried once, with the first one of the
 * others; where there are more possibilities than that, `onLimit` hears that some are left out.
 */
export function outcomes<Outcome>(
  evaluate: (choose: Choose) => Outcome,
  onLimit: () => void = () => undefined,
): Outcome[] {
  const found: Outcome[] = [];
  const counts = new Map<string, number>();
  let path: { readonly name: string; readonly count: number; index: number }[] = [];
  const run = (chosen: Map<string, number>): void => {
    found.push(
      evaluate((name, count) => {
        const given = chosen.get(name);
        if (given !== undefined || count < 2) return Math.min(given ?? 0, Math.max(count - 1, 0));
        chosen.set(name, 0);
        counts.set(name, count);
        path.push({ name, count, index: 0 });
        return 0;
      }),
    );
  };
  for (;;) {
    run(new Map(path.map(step => [step.name, step.index])));
    path = path.slice(0, path.findLastIndex(({ index, count }) => index < count - 1) + 1);
    const last = path.at(-1);
    if (!last) return found;
    if (found.length >= MOST) break;
    last.index++;
  }
  found.length = 0;
  for (const [name, count] of counts)
    for (let index = 0; index < count && found.length < MOST; index++) run(new Map([[name, index]]));
  if ([...counts.values()].reduce((sum, count) => sum + count, 0) > MOST) onLimit();
  return found;
}
