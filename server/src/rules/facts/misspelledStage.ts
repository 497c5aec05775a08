/** Which references to an image are likely to mean a stage whose name is nearly theirs. */
import type { StageModel } from "../../stages/model/model";
import type { Reference } from "../../stages/model/references";
import { isNear, nearest } from "../../stages/model/suggest";
import { isOneSlip } from "./oneSlip";
import { OFFICIAL_IMAGES } from "./officialImages";

/** A shorter name is within two edits of too many images. */
const SHORTEST = 4;
const ONE_EDIT_UP_TO = 5;

/** The names of stages that are near to what is written, in the builder's own measure. */
export function namesNear({ names }: StageModel, written: string): string[] {
  return [...names.keys()].filter(name => isNear(written, name));
}

/** The name of an earlier stage that a reference to an image is a slip away from, or null. */
export function meantStage(
  model: StageModel,
  { to, text, inStage, form }: Reference,
  near = (written: string) => namesNear(model, written),
): string | null {
  // A tag, a registry or an organisation says that an image is meant.
  if (to !== "image" || !/^[\w.-]+$/.test(text)) return null;
  const written = text.toLowerCase();
  if (written.length < SHORTEST) return null;
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
