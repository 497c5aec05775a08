/** What of a Dockerfile a stage is made of: to see whether the image that was built of it is what a build would make now. */
import type { ModelAnswer, ModelRange } from "../../../server/src/protocol";

/**
 * The text of the stage at `index` and of all stages that it needs, with what stands before the first: equal texts give equal
 * images, as far as the file goes.
 */
export function neededSource(model: ModelAnswer, lines: readonly string[], index: number): string {
  const needed = new Set<number>();
  const waiting = [index];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (needed.has(next)) continue;
    needed.add(next);
    for (const { inStage, to } of model.references)
      if (inStage === next && typeof to === "number") waiting.push(to);
  }
  const [first] = model.stages;
  const head = lines.slice(0, first?.range.start.line ?? 0);
  const stages = [...needed]
    .sort((a, b) => a - b)
    .flatMap(at => model.stages[at] ?? [])
    .map(({ range }) => textOf(lines, range));
  return [...head, ...stages].join("\n");
}

function textOf(lines: readonly string[], { start, end }: ModelRange): string {
  return lines.slice(start.line, end.line + 1).join("\n");
}
