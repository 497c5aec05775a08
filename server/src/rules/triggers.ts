/** References held back by ONBUILD, paired with the stages of this file that trigger them (spec 2.5). */
import type { StageGraph } from "../stages/graph";
import type { Stage, StageModel } from "../stages/model";
import type { Reference } from "../stages/references";

export interface Trigger {
  readonly reference: Reference;
  /** The stage whose base holds the reference back. */
  readonly consumer: Stage;
}

/** Every reference that has to hold when a stage is built: its own, and those that its base triggers in it. */
export function effectiveReferences(model: StageModel, graph: StageGraph): Trigger[] {
  const held = new Map<number, Reference[]>();
  const own: Trigger[] = [];
  for (const reference of model.references) {
    const consumer = model.stages[reference.inStage];
    if (!consumer || reference.form === "FROM") continue;
    if (!reference.onbuild) own.push({ reference, consumer });
    else held.set(reference.inStage, [...(held.get(reference.inStage) ?? []), reference]);
  }
  if (held.size === 0) return own;
  const triggered = model.stages.flatMap(consumer =>
    (held.get(graph.bases[consumer.index] ?? -1) ?? []).map(reference => ({ reference, consumer })),
  );
  return [...own, ...triggered];
}
