/** The uses whose images a use is built from (`target:base`, `service:base`), in the order in which they are built. Pure. */
import type { UseInfo, UsesAnswer } from "../../../../server/src/protocol";

/** Those needed, directly or through others, each behind what it needs itself; a circle, as the labels of its uses. */
export function neededUses(
  use: UseInfo,
  { uses, needed }: Pick<UsesAnswer, "uses" | "needed">,
): { order: UseInfo[]; circle?: never } | { circle: string[]; order?: never } {
  const byId = new Map([...uses, ...needed].map(each => [each.id, each]));
  const order = new Set<UseInfo>();
  const open: UseInfo[] = [];

  /** Answers a circle. */
  function visit(each: UseInfo): string[] | undefined {
    if (order.has(each)) return undefined;
    if (open.includes(each)) return [...open.slice(open.indexOf(each)), each].map(({ label }) => label);
    open.push(each);
    for (const { build } of Object.values(each.contexts)) {
      const other = build === null ? undefined : byId.get(build);
      const circle = other && visit(other);
      if (circle) return circle;
    }
    open.pop();
    order.add(each);
    return undefined;
  }

  const circle = visit(use);
  if (circle) return { circle };
  order.delete(use);
  return { order: [...order] };
}
