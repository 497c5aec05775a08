/** Which edges of a graph are parts of circles: those inside of its strongly connected components. Linear, and without recursion. */

interface Arc {
  readonly from: string;
  readonly to: string;
}

/** Of some edges those that lie on a circle. */
export function circularEdges<Edge extends Arc>(edges: readonly Edge[]): ReadonlySet<Edge> {
  const after = new Map<string, string[]>();
  for (const { from, to } of edges) {
    const list = after.get(from);
    if (list) list.push(to);
    else after.set(from, [to]);
  }
  const component = components(after);
  return new Set(
    edges.filter(
      ({ from, to }) => from === to || (component.has(from) && component.get(from) === component.get(to)),
    ),
  );
}

/** The component of each node (Tarjan), by a number. */
function components(after: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const component = new Map<string, number>();
  const waiting: string[] = [];
  for (const root of after.keys()) {
    if (numbers.has(root)) continue;
    const path = [{ node: root, next: 0 }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top;
      if (top.next === 0 && !numbers.has(node)) {
        lowest.set(node, numbers.size);
        numbers.set(node, numbers.size);
        waiting.push(node);
      }
      const to = after.get(node)?.[top.next++];
      const low = (other: number | undefined) => {
        lowest.set(node, Math.min(lowest.get(node) ?? 0, other ?? Infinity));
      };
      if (to === undefined) {
        path.pop();
        if (lowest.get(node) === numbers.get(node))
          for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
            component.set(each, numbers.get(node) ?? 0);
            if (each === node) break;
          }
        const parent = path.at(-1);
        if (parent)
          lowest.set(parent.node, Math.min(lowest.get(parent.node) ?? 0, lowest.get(node) ?? Infinity));
      } else if (!numbers.has(to)) path.push({ node: to, next: 0 });
      else if (!component.has(to)) low(numbers.get(to));
    }
  }
  return component;
}
