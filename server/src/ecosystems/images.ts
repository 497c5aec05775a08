/** Base images that exist: of the versions a project asks for, the one that there is an image of. */
import { IMAGE_VERSIONS } from "./imageTags";
import { satisfies } from "./versions";

export type Image = keyof typeof IMAGE_VERSIONS;

/**
 * The tag's version for one that a project names: itself where there is an image of it, else with fewer numbers; null where there is
 * none. `most` is how many numbers are kept.
 */
export function imageVersion(image: Image, version: string | null, most = 3): string | null {
  if (version === null) return null;
  const numbers = version.split(".").slice(0, most);
  for (let count = numbers.length; count > 0; count--) {
    const shorter = numbers.slice(0, count).join(".");
    if (IMAGE_VERSIONS[image].has(shorter)) return shorter;
  }
  return null;
}

/** The versions of an image with that many numbers, the newest first. */
export function versionsOf(image: Image, numbers: number): string[] {
  return [...IMAGE_VERSIONS[image]].filter(version => version.split(".").length === numbers);
}

/** The newest version with that many numbers which is in a range, `preferred` ones before all others; null where none is. */
export function newestIn(
  image: Image,
  range: string | null,
  numbers: number,
  preferred: readonly string[] = [],
): string | null {
  if (range === null || range.length > 200) return null;
  return [...preferred, ...versionsOf(image, numbers)].find(version => satisfies(version, range)) ?? null;
}
