/** What each stage uses of the others, kept from version to version as long as all of it is the same. */
import { baseStage } from "../model/baseStage";
import { heldBack } from "../model/graph";
import type { Stage, StageModel } from "../model/model";
import type { Reference } from "../model/references";

/** A stage with those that it is based on: the same object as long as each of them is. */
export interface StageChain {
  readonly stage: Stage;
  /** The stage that it is based on, with its own bases; null for an image and the like. */
  readonly base: StageChain | null;
}

/**
 * What a stage uses: the same object as in the version before where the stage, its references, those that its base holds back,
 * the stages that they mean and the bases of all these are the same.
 */
export interface StageUses extends StageChain {
  /** Its own references, in the order of the document: its base, and those that it holds back for others, too. */
  readonly own: readonly Reference[];
  /** What the `ONBUILD` lines of its base hold back, triggered in this stage. */
  readonly triggered: readonly Reference[];
  /** What the references mean, own and triggered: null what is no stage. */
  readonly meant: readonly (StageChain | null)[];
}

/** By the index of the stage: what was known last. */
export interface KnownUses {
  chains: readonly StageChain[];
  uses: readonly StageUses[];
}

const NOTHING: readonly Reference[] = [];

/** What each stage of a model uses, by its index; `known` is of the version before, and becomes that of this one. */
export function readUses(model: StageModel, known: KnownUses): readonly StageUses[] {
  const chains: StageChain[] = [];
  for (const stage of model.stages) {
    const before = known.chains[stage.index];
    // A base stands before its stage.
    const base = chains[baseStage(model, stage)?.index ?? -1] ?? null;
    chains.push(before?.stage === stage && before.base === base ? before : { stage, base });
  }
  const uses = model.stages.map((stage): StageUses => {
    const before = known.uses[stage.index];
    const base = chains[stage.index]?.base ?? null;
    const own = model.referencesByStage[stage.index] ?? NOTHING;
    const held =
      base && base.stage.triggers.length > 0
        ? heldBack(model.referencesByStage[base.stage.index] ?? NOTHING)
        : NOTHING;
    if (
      before?.stage === stage &&
      before.base === base &&
      before.own === own &&
      isSame(before.triggered, held) &&
      isMeant(before.own, before.meant, 0, chains) &&
      isMeant(before.triggered, before.meant, own.length, chains)
    )
      return before;
    return { stage, base, own, triggered: held, meant: [...own, ...held].map(to => meantBy(to, chains)) };
  });
  known.chains = chains;
  known.uses = uses;
  return uses;
}

function meantBy({ to }: Reference, chains: readonly StageChain[]): StageChain | null {
  return typeof to === "number" ? (chains[to] ?? null) : null;
}

function isMeant(
  references: readonly Reference[],
  meant: StageUses["meant"],
  from: number,
  chains: readonly StageChain[],
): boolean {
  return references.every((reference, i) => meant[from + i] === meantBy(reference, chains));
}

function isSame(some: readonly Reference[], others: readonly Reference[]): boolean {
  return some === others || (some.length === others.length && some.every((one, i) => one === others[i]));
}

/** Visits every reference that has to hold when a stage is built: its own, and those that its base triggers in it. */
export function eachEffective({ own, triggered }: StageUses, visit: (reference: Reference) => void): void {
  for (const reference of own) if (!reference.onbuild && reference.form !== "FROM") visit(reference);
  for (const reference of triggered) visit(reference);
}
