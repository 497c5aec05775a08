/** Where stages stand in the document, and what they are called there. */
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import type { Stage, StageModel } from "./model";

/** The label under which the builder speaks of a stage. */
export function stageLabel(stage: Stage | undefined): string {
  return stage ? stage.name || `stage-${stage.index}` : "";
}

/** The document's span of a stage: from its `FROM` to the end of its last instruction. */
export function stageSpan({ line, body }: Stage): Span {
  return { start: line.start, end: (body.at(-1) ?? line).end };
}

/** The document's span of the keyword of a stage's `FROM`. */
export function keywordSpan(stage: Stage): Span {
  return toDocument(stage.line, stage.line.instruction.keywordSpan);
}

/** The document's span of a stage's name, or null for an unnamed stage. */
export function nameSpan(stage: Stage): Span | null {
  return stage.nameWord && toDocument(stage.line, stage.nameWord.span);
}

/** The stage that a document offset lies in: the one of the last `FROM` at or before it. */
export function stageAt({ stages }: StageModel, offset: number): Stage | null {
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stages[middle]?.line.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return stages[low - 1] ?? null;
}
