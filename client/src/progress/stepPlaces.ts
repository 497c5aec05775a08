/**
 * Brings a step of a build to its instruction, by what the builder numbers (`ModelInstruction.step`), never by the text
 * of the step: that is what is left after variables, and many steps look alike.
 */
import type { ModelAnswer, ModelInstruction } from "../../../server/src/protocol";
import type { Inside } from "../snapshot/snapshot";
import type { BuildRecord, BuildStep, StepPlace } from "./buildRecord";

/** A Dockerfile as it was when its build began. */
export interface BuiltFile {
  /** Its name inside its folder. */
  name: string;
  lines: readonly string[];
  model: ModelAnswer;
  instructions: readonly ModelInstruction[];
  /** The index of the stage that was to be built; -1 for none. */
  target: number;
  /** Of a Dockerfile inside of another file, how it is written there. */
  inside?: Inside | undefined;
}

/** The index of the stage that a step is of; `undefined` for what the builder does for itself. */
export function stageOfStep({ place }: BuildStep, { model, instructions }: BuiltFile): number | undefined {
  switch (place?.by) {
    case undefined:
      return undefined;
    case "index":
      return model.stages[place.stage]?.index;
    case "file":
      return instructions[place.step - 1]?.stage ?? undefined;
    case "name":
      return stageOfName(place.stage, model);
  }
}

/**
 * The index, in `file.instructions`, of the instruction that a step does. What an ONBUILD of the base does is the stage's
 * `FROM`. `undefined` where the builder numbers otherwise than is known.
 */
export function instructionOfStep(step: BuildStep, file: BuiltFile, record: BuildRecord): number | undefined {
  if (step.place?.by === "file") return step.place.step - 1;
  const stage = stageOfStep(step, file);
  if (step.place === undefined || stage === undefined) return undefined;
  const own = instructionsByStage(file).get(stage) ?? [];
  if (step.place.by === "name") return own[numberedPosition(step.place, own, file, record)];
  return own[position(step.place, own, record)];
}

type IndexedPlace = Extract<StepPlace, { by: "index" }>;

/** The same for Buildah, which adds the triggers to the total behind the FROM; -1 where it counts otherwise than we do. */
function position(
  { stage, step, total }: IndexedPlace,
  own: readonly number[],
  { steps }: BuildRecord,
): number {
  const from = [...steps.values()].find(
    ({ place }) => place?.by === "index" && place.stage === stage && place.step === 1,
  )?.place;
  if (from?.by !== "index" || from.total !== own.length) return -1;
  const triggers = total - from.total;
  return step <= 1 + triggers ? 0 : step - 1 - triggers;
}

const byStage = new WeakMap<BuiltFile, Map<number | null, number[]>>();

/** The indexes of the instructions of each stage; made once for a file, because every step of a build asks. */
function instructionsByStage(file: BuiltFile): Map<number | null, number[]> {
  let found = byStage.get(file);
  if (found === undefined) {
    found = new Map();
    for (const [index, { stage }] of file.instructions.entries()) {
      const own = found.get(stage);
      if (own === undefined) found.set(stage, [index]);
      else own.push(index);
    }
    byStage.set(file, found);
  }
  return found;
}

type NamedPlace = Extract<StepPlace, { by: "name" }>;

/** Where in the stage's own instructions a numbered step is; 0 is the `FROM`. */
function numberedPosition(
  place: NamedPlace,
  own: readonly number[],
  { instructions }: BuiltFile,
  record: BuildRecord,
): number {
  if (place.isTrigger) return 0;
  const numbering = own.map(index => instructions[index]?.step ?? null);
  const base = numbering[0] === "numbered" ? 1 : 0;
  const counted = numbering.filter(step => step !== null).length;
  const triggers = triggersOf(place, counted, instructions[own[0] ?? -1]?.triggers ?? 0, record);
  if (place.step <= base) return 0;
  // BuildKit up to Docker 20.10 does not mark them; later ones do, and have them in their totals.
  if (place.total === counted && place.step <= base + triggers) return 0;
  let number = place.step - triggers;
  return numbering.findIndex(step => step === "numbered" && --number === 0);
}

/**
 * How many steps between the `FROM` and the rest come from ONBUILD instructions of the base: `known` of a stage of the
 * file, else as many as are marked, or as there are more steps than the total.
 */
function triggersOf(
  { stage, platform, total }: NamedPlace,
  counted: number,
  known: number,
  { steps }: BuildRecord,
): number {
  const marked = new Set<number>();
  let highest = 0;
  for (const { place } of steps.values()) {
    if (place?.by !== "name" || place.stage !== stage || place.platform !== platform) continue;
    if (place.isTrigger) marked.add(place.step);
    highest = Math.max(highest, place.step);
  }
  if (total !== counted) return marked.size;
  return Math.max(known, highest - total);
}

/** Of several stages with one name the builder builds the last; an unnamed one is called by its index. */
function stageOfName(name: string | undefined, { stages }: ModelAnswer): number | undefined {
  if (name === undefined) return stages.length === 1 ? 0 : undefined;
  const named = stages.findLastIndex(stage => stage.name === name);
  if (named !== -1) return named;
  const [, index] = /^stage-(\d+)$/.exec(name) ?? [];
  return index === undefined || stages[Number(index)]?.name !== "" ? undefined : Number(index);
}
