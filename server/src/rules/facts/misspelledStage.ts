/** Which references to an image are likely to mean a stage whose name is nearly theirs. */
import type { Analysis } from "../../stages/analysis/analysis";
import type { Reference } from "../../stages/model/references";
import { isNear, nearest } from "../../stages/model/suggest";
import { isOneSlip } from "../../stages/model/oneSlip";
import { OFFICIAL_IMAGES } from "./officialImages";

/** A shorter name is within two edits of too many images. */
const SHORTEST = 4;
const ONE_EDIT_UP_TO = 5;

/** How many pairs of a stage's name and another one are compared in a file: more than any file needs. */
const MOST_PAIRS = 250_000;

/** Answers the names of stages that are near to what is written, in the builder's own measure. */
export type NamesNear = (written: string) => readonly string[];

/**
 * Looks for names of stages that are near to others, once for each that is written; null where a file has too many of
 * both.
 */
export function namesNear({ model: { names, references } }: Analysis): NamesNear | null {
  const asked = new Set(references.flatMap(reference => writtenName(reference) ?? []));
  if (asked.size * names.size > MOST_PAIRS) return null;
  const known = new Map<string, readonly string[]>();
  return written => {
    const found = known.get(written) ?? [...names.keys()].filter(name => isNear(written, name));
    known.set(written, found);
    return found;
  };
}

/** What may be the name of a stage in a reference to an image, or null: a tag, a registry or an organisation says that it is an image. */
function writtenName({ to, text, implicit }: Reference): string | null {
  return to === "image" && implicit === null && text.length >= SHORTEST && /^[\w.-]+$/.test(text)
    ? text.toLowerCase()
    : null;
}

/** The name of an earlier stage that a reference to an image is a slip away from, or null. */
export function meantStage({ model }: Analysis, reference: Reference, near: NamesNear): string | null {
  const { inStage, form } = reference;
  const written = writtenName(reference);
  if (written === null) return null;
  const names = near(written).filter(name => {
    const index = model.names.get(name) ?? Infinity;
    return index < inStage && model.stages[index]?.nameError === null;
  });
  const name = nearest(written, names);
  if (name === null || isOtherVariant(written, name)) return null;
  if (written.length <= ONE_EDIT_UP_TO && !isOneSlip(written, name)) return null;
  // Images are the bases of most stages: there only what is no image of a name people know is a slip.
  return form === "FROM" && OFFICIAL_IMAGES.has(written) ? null : name;
}

/** `build2` is not `build1` misspelled, and `base-arm64` not `base-amd64`: they differ in parts that have a number each. */
function isOtherVariant(a: string, b: string): boolean {
  const parts = b.split(/[-_.]/);
  const differing = a
    .split(/[-_.]/)
    .flatMap((part, at) => (part === parts[at] ? [] : [part, parts[at] ?? ""]));
  return differing.every(part => /\d/.test(part));
}
