/** How far each node is from those that are made of nothing else: which a drawing shows first, and whether it is long or wide. */
import type { StageGraphData } from "./graph";

/** The longest way to each node, by its id, over the edges that are no part of a circle. Linear. */
export function ranksOf({ nodes, edges }: StageGraphData): Map<string, number> {
  const ranks = new Map(nodes.map(({ id }) => [id, 0]));
  const after = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const { from, to, isCircular } of edges) {
    if (isCircular) continue;
    const list = after.get(from);
    if (list) list.push(to);
    else after.set(from, [to]);
    open.set(to, (open.get(to) ?? 0) + 1);
  }
  const ready = nodes.flatMap(({ id }) => (open.has(id) ? [] : [id]));
  for (let id = ready.pop(); id !== undefined; id = ready.pop())
    for (const to of after.get(id) ?? []) {
      ranks.set(to, Math.max(ranks.get(to) ?? 0, (ranks.get(id) ?? 0) + 1));
      const left = (open.get(to) ?? 0) - 1;
      open.set(to, left);
      if (left === 0) ready.push(to);
    }
  return ranks;
}
