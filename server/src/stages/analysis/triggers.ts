/** References held back by ONBUILD, paired with the stages of this file that trigger them (spec 2.5). */
import type { StageGraph } from "../model/graph";
import { MOST_TRIGGERED } from "../model/model";
import type { Stage, StageModel } from "../model/model";
import type { Reference } from "../model/references";

/** A reference of the base of a stage, held back there and triggered here. */
export interface Trigger {
  readonly reference: Reference;
  /** The stage whose base holds the reference back. */
  readonly consumer: Stage;
}

/** What ONBUILD lines hold back, for every stage that triggers it. */
export function readTriggers(model: StageModel, graph: StageGraph): Trigger[] {
  const held = new Map<number, Reference[]>();
  for (const reference of model.references) {
    if (!reference.onbuild) continue;
    const list = held.get(reference.inStage);
    if (list) {
      if (list.length < MOST_TRIGGERED) list.push(reference);
    } else held.set(reference.inStage, [reference]);
  }
  if (held.size === 0) return [];
  return model.stages.flatMap(consumer =>
    (held.get(graph.bases[consumer.index] ?? -1) ?? []).map(reference => ({ reference, consumer })),
  );
}

/** Visits every reference that has to hold when a stage is built: its own, and those that its base triggers in it. */
export function eachEffective(
  { model, triggers }: { readonly model: StageModel; readonly triggers: readonly Trigger[] },
  visit: (reference: Reference, consumer: Stage) => void,
): void {
  for (const reference of model.references) {
    const consumer = model.stages[reference.inStage];
    if (consumer && !reference.onbuild && reference.form !== "FROM") visit(reference, consumer);
  }
  for (const { reference, consumer } of triggers) visit(reference, consumer);
}
