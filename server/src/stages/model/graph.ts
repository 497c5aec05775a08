/** What stages need of one another: reachability, triggers, cycles (spec 2.5 to 2.7). */
import type { Instruction } from "../../dockerfile/instruction";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Mount } from "../../dockerfile/mounts";
import { baseStage, baseStages } from "./baseStage";
import { MOST_TRIGGERED } from "./model";
import type { StageModel } from "./model";
import type { Reference } from "./references";

/** An edge of the graph: a stage needs another one because of a reference. */
export interface Need {
  readonly stage: number;
  readonly on: number;
  /** What makes it so; null where a `--mount` without `from` needs a stage named `scratch`. */
  readonly reference: Reference | null;
  readonly line: LogicalLine;
}

/** The graph of a model, made once. */
export interface StageGraph {
  /** By stage: its base, on the first platform. */
  readonly bases: readonly (number | null)[];
  /** By stage: the stages that are its base on other platforms. */
  readonly otherBases: readonly (readonly number[])[];
  /** By stage: what its COPY and RUN instructions need. */
  readonly needs: readonly (readonly Need[])[];
  /** By stage: what the ONBUILD lines of its base need, triggered here. */
  readonly triggered: readonly (readonly Need[])[];
}

const NO_NEEDS: readonly Need[] = [];

const NO_BASES: readonly number[] = [];

/** Makes the graph of a model. */
export function stageGraph(model: StageModel): StageGraph {
  const { stages, referencesByStage } = model;
  const bases = stages.map(stage => baseStage(model, stage)?.index ?? null);
  const otherBases = stages.map(stage =>
    stage.base.byPlatform.length === 0
      ? NO_BASES
      : baseStages(model, stage)
          .map(({ index }) => index)
          .filter(index => index !== bases[stage.index]),
  );
  const scratch = model.names.get("scratch");
  return {
    bases,
    otherBases,
    needs: stages.map(({ index, body }) => {
      const needs = needsOf(referencesByStage[index] ?? []);
      if (scratch === undefined) return needs;
      const unnamed = body.filter(({ instruction }) => mountsWithoutFrom(instruction).length > 0);
      return [...needs, ...unnamed.map(line => ({ stage: index, on: scratch, reference: null, line }))];
    }),
    triggered: stages.map(({ index }) => {
      const others = otherBases[index] ?? NO_BASES;
      const base = bases[index] ?? -1;
      if (others.length === 0 && !stages[base]?.triggers.length) return NO_NEEDS;
      const triggering = [base, ...others].filter(each => stages[each]?.triggers.length);
      if (triggering.length === 0) return NO_NEEDS;
      return triggering.flatMap(each =>
        heldBack(referencesByStage[each] ?? []).flatMap(reference => needOf(index, reference)),
      );
    }),
  };
}

/** Of most stages the references are those of the version before. */
const knownNeeds = new WeakMap<readonly Reference[], readonly Need[]>();

/** What the COPY and RUN instructions of a stage need, by its references. */
function needsOf(references: readonly Reference[]): readonly Need[] {
  let needs = knownNeeds.get(references);
  if (!needs) {
    const built = references.filter(({ form, onbuild }) => form !== "FROM" && !onbuild);
    needs = built.flatMap(reference => needOf(reference.inStage, reference));
    knownNeeds.set(references, needs.length === 0 ? NO_NEEDS : needs);
  }
  return needs;
}

function needOf(stage: number, reference: Reference): readonly Need[] {
  const { to, line } = reference;
  return typeof to === "number" ? [{ stage, on: to, reference, line }] : NO_NEEDS;
}

const knownHeld = new WeakMap<readonly Reference[], readonly Reference[]>();

/** What the `ONBUILD` lines of a stage hold back, of its references; as many of them as are followed. */
export function heldBack(references: readonly Reference[]): readonly Reference[] {
  let held = knownHeld.get(references);
  if (!held) {
    held = references.filter(({ onbuild }) => onbuild).slice(0, MOST_TRIGGERED);
    knownHeld.set(references, held);
  }
  return held;
}

function append<Item>(lists: Map<number, Item[]>, key: number, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The mounts that name nothing, for which the builder looks up a stage of the name `scratch`. */
export function mountsWithoutFrom({ mounts }: Instruction): Mount[] {
  return mounts.filter(({ options }) => !options.some(({ key, value }) => key === "from" && value?.text));
}

/** The stage that a build of `target` ends with: the last one by default, null where no stage has the name. */
export function targetStage(model: StageModel, target: string | undefined): number | null {
  if (target === undefined || target === "") return model.stages.length > 0 ? model.stages.length - 1 : null;
  return model.names.get(target.toLowerCase()) ?? null;
}

/** The stages that the builder needs for one of them, itself included, in file order. */
export function reachableFrom(graph: StageGraph, target: number | null): number[] {
  const needs = needed(graph, target === null ? [] : [target]);
  return [...needs.keys()].filter(index => needs[index]);
}

/** The stages that the builder needs for one of them directly, each once: its base first, then in the order of the lines. */
export function neededBy({ bases, otherBases, needs, triggered }: StageGraph, index: number): number[] {
  const base = bases[index] ?? null;
  const others = [...(needs[index] ?? []), ...(triggered[index] ?? [])].map(({ on }) => on);
  return [...new Set([...(base === null ? [] : [base]), ...(otherBases[index] ?? []), ...others])];
}

/** For every stage whether the builder needs it for any of some stages: those themselves, and all behind them. */
export function needed(
  { bases, otherBases, needs, triggered }: StageGraph,
  targets: readonly number[],
): boolean[] {
  const seen = bases.map(() => false);
  const open = [...targets];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (seen[stage] !== false) continue;
    seen[stage] = true;
    const base = bases[stage] ?? null;
    if (base !== null) open.push(base);
    for (const other of otherBases[stage] ?? NO_BASES) open.push(other);
    for (const need of needs[stage] ?? NO_NEEDS) open.push(need.on);
    for (const need of triggered[stage] ?? NO_NEEDS) open.push(need.on);
  }
  return seen;
}

/** For every stage whether a build of it needs the one at `index`: that one itself, and all that are made of it. */
export function needing({ bases, otherBases, needs, triggered }: StageGraph, index: number): boolean[] {
  const users = new Map<number, number[]>();
  bases.forEach((base, stage) => {
    if (base !== null) append(users, base, stage);
    for (const other of otherBases[stage] ?? []) append(users, other, stage);
  });
  for (const list of [...needs, ...triggered]) for (const { stage, on } of list) append(users, on, stage);
  const seen = bases.map(() => false);
  const open = [index];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (seen[stage] !== false) continue;
    seen[stage] = true;
    for (const user of users.get(stage) ?? []) open.push(user);
  }
  return seen;
}
