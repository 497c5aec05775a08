/** What each stage is made of, kept from version to version as long as all of it is the same. */
import { baseStage } from "../model/baseStage";
import { heldBack } from "../model/graph";
import type { Stage, StageModel } from "../model/model";
import type { Reference } from "../model/references";

/** A stage with those that it is based on. */
export interface StageChain {
  readonly stage: Stage;
  /** The stage that it is based on, with its own bases; null for an image and the like. */
  readonly base: StageChain | null;
}

/**
 * What a stage is made of: the same object as in the version before where the stage, its references, those that its base holds
 * back, and all that the stages above it are made of which these mean, are the same.
 */
export interface StageUses extends StageChain {
  readonly base: StageUses | null;
  /** Its own references, in the order of the document: its base, and those that it holds back for others, too. */
  readonly own: readonly Reference[];
  /** What the `ONBUILD` lines of its base hold back, triggered in this stage. */
  readonly triggered: readonly Reference[];
  /**
   * The stages that the references mean, own and triggered, or null: of one above this stage all that it is made of (a
   * `StageUses`), of another one its bases alone.
   */
  readonly meant: readonly (StageChain | null)[];
}

/** By the index of the stage: what was known last. */
export interface KnownUses {
  chains: readonly StageChain[];
  uses: readonly StageUses[];
}

const NOTHING: readonly Reference[] = [];

/** What each stage of a model is made of, by its index; `known` is of the version before, and becomes that of this one. */
export function readUses(model: StageModel, known: KnownUses): readonly StageUses[] {
  const chains: StageChain[] = [];
  for (const stage of model.stages) {
    const before = known.chains[stage.index];
    // A base stands before its stage.
    const base = chains[baseStage(model, stage)?.index ?? -1] ?? null;
    chains.push(before?.stage === stage && before.base === base ? before : { stage, base });
  }
  const all: StageUses[] = [];
  const meantBy = (index: number, { to }: Reference): StageChain | null => {
    if (typeof to !== "number") return null;
    return (to < index ? all[to] : chains[to]) ?? null;
  };
  /** Whether references mean what `meant` holds from a place on. */
  const areMeant = (
    index: number,
    references: readonly Reference[],
    meant: StageUses["meant"],
    from: number,
  ) => {
    for (let i = 0; i < references.length; i++) {
      const reference = references[i];
      if (reference && meant[from + i] !== meantBy(index, reference)) return false;
    }
    return true;
  };
  for (const stage of model.stages) {
    const { index } = stage;
    const before = known.uses[index];
    const base = all[chains[index]?.base?.stage.index ?? -1] ?? null;
    const own = model.referencesByStage[index] ?? NOTHING;
    const triggered = base && base.stage.triggers.length > 0 ? heldBack(base.own) : NOTHING;
    const isSame =
      before?.stage === stage &&
      before.base === base &&
      before.own === own &&
      before.triggered === triggered &&
      areMeant(index, own, before.meant, 0) &&
      areMeant(index, triggered, before.meant, own.length);
    all.push(
      isSame
        ? before
        : {
            stage,
            base,
            own,
            triggered,
            meant: [...own, ...triggered].map(reference => meantBy(index, reference)),
          },
    );
  }
  known.chains = chains;
  known.uses = all;
  return all;
}

/** Visits every reference that has to hold when a stage is built: its own, and those that its base triggers in it. */
export function eachEffective({ own, triggered }: StageUses, visit: (reference: Reference) => void): void {
  for (const reference of own) if (!reference.onbuild && reference.form !== "FROM") visit(reference);
  for (const reference of triggered) visit(reference);
}
