/** Stages that need one another in a circle (spec 2.7). */
import type { Need, StageGraph } from "./graph";

/** Whether two circular dependencies are the same one, of two versions of a file. */
export function isSameCycle(one: Cycle | null, other: Cycle | null): boolean {
  if (!one || !other) return one === other;
  return (
    one.from === other.from &&
    one.path.length === other.path.length &&
    one.path.every(({ stage, on, reference, line }, i) => {
      const need = other.path[i];
      return need?.stage === stage && need.on === on && need.reference === reference && need.line === line;
    })
  );
}

/** A circular dependency, as the builder reports it. */
export interface Cycle {
  /** The stage from which it was found; not always a member. */
  readonly from: number;
  /** The edges of the path that ends in the cycle, in order. */
  readonly path: readonly Need[];
}

/**
 * The first cycle through COPY and RUN edges (bases are no part of the check), searched from each stage in file order
 * (the builder's `dockerfile2llb/validations.go`). Without recursion: a file may chain thousands of stages.
 */
export function findCycle(graph: StageGraph): Cycle | null {
  // A circle has to come back: where every stage needs earlier ones alone, there is none.
  if (!graph.needs.some(needs => needs.some(isOfLater))) return null;
  const visited = new Set<number>();
  for (let from = 0; from < graph.needs.length; from++) {
    if (visited.has(from)) continue;
    const path: Need[] = [];
    const onPath = new Set([from]);
    const stack = [{ needs: lastByTarget(graph.needs[from]), stage: from, next: 0 }];
    visited.add(from);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const need = top.needs[top.next++];
      if (!need) {
        onPath.delete(top.stage);
        stack.pop();
        path.pop();
        continue;
      }
      path.push(need);
      if (onPath.has(need.on)) return { from, path };
      if (visited.has(need.on)) path.pop();
      else {
        visited.add(need.on);
        onPath.add(need.on);
        stack.push({ needs: lastByTarget(graph.needs[need.on]), stage: need.on, next: 0 });
      }
    }
  }
  return null;
}

function isOfLater({ stage, on }: Need): boolean {
  return on >= stage;
}

/** One edge for each stage needed: the builder keeps the last instruction that needs it. */
function lastByTarget(needs: readonly Need[] = []): readonly Need[] {
  if (needs.length < 2) return needs;
  return [...new Map(needs.map(need => [need.on, need])).values()];
}
