/** Which references to an image are likely to mean a stage whose name is nearly theirs. */
import { OFFICIAL_IMAGES } from "../model/officialImages";
import { isOneSlip } from "../model/oneSlip";
import type { Stage, StageModel } from "../model/model";
import type { Reference } from "../model/references";
import { isNear, nearest } from "../model/suggest";

/** A shorter name is within two edits of too many images. */
const SHORTEST = 4;
const ONE_EDIT_UP_TO = 5;

/** How many pairs of a stage's name and another one are compared in a file: more than any file needs. */
const MOST_PAIRS = 250_000;

/** The stages that references to an image mean, in the order of the references; null where a file has too many names. */
export type MisspelledStages = ReadonlyMap<Reference, Stage> | null;

/** What one version knows, for the next one. */
export interface KnownNames {
  /** Of all stages. */
  names: ReadonlyMap<string, number>;
  /** By what is written, as far as it may be a name. */
  near: ReadonlyMap<string, Near>;
  /** What references came to, with what they came from. */
  readonly meant: WeakMap<Reference, { readonly near: Near; readonly stage: Stage | null }>;
}

/** What is near to a text: the same object as in the version before where all of it is the same. */
interface Near {
  /** The names that are near, in the builder's own measure. */
  readonly names: readonly string[];
  /** The stages of these names, in the order of the file. */
  readonly stages: readonly Stage[];
}

/** Finds them; an edit costs the comparison of the names that it has changed. */
export function findMisspelledStages(model: StageModel, known: KnownNames): MisspelledStages {
  const written = model.referencesByStage.flatMap(writtenNames);
  const near = nearNames(model, new Set(written.map(({ name }) => name)), known);
  if (!near) return null;
  const found = new Map<Reference, Stage>();
  for (const { reference, name } of written) {
    const candidates = near.get(name);
    if (!candidates || candidates.stages.length === 0) continue;
    let meant = known.meant.get(reference);
    if (meant?.near !== candidates) {
      meant = { near: candidates, stage: meantStage(reference, name, candidates.stages) };
      known.meant.set(reference, meant);
    }
    if (meant.stage) found.set(reference, meant.stage);
  }
  return found;
}

/** What is near to each text that is written. */
function nearNames(
  { names, stages }: StageModel,
  written: ReadonlySet<string>,
  known: KnownNames,
): KnownNames["near"] | null {
  if (written.size * names.size > MOST_PAIRS) return null;
  const added = [...names.keys()].filter(name => !known.names.has(name));
  const isAnyGone = names.size - added.length < known.names.size;
  const near = new Map<string, Near>();
  for (const text of written) {
    const before = known.near.get(text);
    const kept = isAnyGone ? before?.names.filter(name => names.has(name)) : before?.names;
    const more = (before ? added : [...names.keys()]).filter(name => isNear(text, name));
    const all = [...(kept ?? []), ...more];
    const found = all
      .map(name => names.get(name) ?? -1)
      .sort((one, other) => one - other)
      .flatMap(index => stages[index] ?? []);
    const isSame =
      found.length === before?.stages.length && found.every((stage, i) => stage === before.stages[i]);
    near.set(text, isSame ? before : { names: all, stages: found });
  }
  known.names = names;
  known.near = near;
  return near;
}

interface Written {
  readonly reference: Reference;
  readonly name: string;
}

/** Most stages have the references of the version before. */
const knownWritten = new WeakMap<readonly Reference[], readonly Written[]>();

/** What may be the name of a stage in references to images: a tag, a registry or an organisation says that it is an image. */
function writtenNames(references: readonly Reference[]): readonly Written[] {
  let found = knownWritten.get(references);
  if (!found) {
    found = references
      .filter(
        ({ to, text, implicit }) =>
          to === "image" && implicit === null && text.length >= SHORTEST && /^[\w.-]+$/.test(text),
      )
      .map(reference => ({ reference, name: reference.text.toLowerCase() }));
    knownWritten.set(references, found);
  }
  return found;
}

/** The earlier stage that a reference to an image is a slip away from, of the names that are near; or null. */
function meantStage({ inStage, form }: Reference, written: string, near: readonly Stage[]): Stage | null {
  // Images are the bases of most stages: there only what is no image of a name people know is a slip.
  if (form === "FROM" && OFFICIAL_IMAGES.has(written)) return null;
  const earlier = near.filter(({ index, nameError }) => index < inStage && nameError === null);
  const name = nearest(
    written,
    earlier.map(stage => stage.name),
  );
  if (name === null || isOtherVariant(written, name)) return null;
  if (written.length <= ONE_EDIT_UP_TO && !isOneSlip(written, name)) return null;
  return earlier.find(stage => stage.name === name) ?? null;
}

/** `build2` is not `build1` misspelled, and `base-arm64` not `base-amd64`: they differ in parts that have a number each. */
function isOtherVariant(a: string, b: string): boolean {
  const parts = b.split(/[-_.]/);
  const differing = a
    .split(/[-_.]/)
    .flatMap((part, at) => (part === parts[at] ? [] : [part, parts[at] ?? ""]));
  return differing.every(part => /\d/.test(part));
}
