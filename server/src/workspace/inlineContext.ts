/**
 * The build context of Dockerfiles inside of files. What is known of it is kept by its folder: several of them may share that, and it
 * stays the same while their file is edited. An address stands for the folder where else that of a Dockerfile does.
 */
import type { Use } from "../around/use";
import type { UsesLookup } from "./usesLookup";

const CERTAIN = "/#inline";
const UNCERTAIN = "/#inline?";

/** What stands for the build context that all builds of a Dockerfile have; null where they have others, or one that is no folder. */
export function inlineContextOf(
  builds: readonly Use[],
  { addressOf, shownPath }: Pick<UsesLookup, "addressOf" | "shownPath">,
): string | null {
  const [folder = null, ...others] = new Set(builds.map(({ context }) => context?.folder ?? null));
  if (folder === null || others.length > 0) return null;
  // Bake may be started in any folder, and paths count from there.
  const isCertain = builds.every(
    ({ kind, place }) => kind !== "bake" || !shownPath(place.file).includes("/"),
  );
  return addressOf(folder).replace(/\/$/, "") + (isCertain ? CERTAIN : UNCERTAIN);
}

/** The address of the folder that something stands for, and whether it is certain that it is the context; null for a Dockerfile. */
export function inlineContextFolder(
  address: string,
): { readonly folder: string; readonly isCertain: boolean } | null {
  const mark = [CERTAIN, UNCERTAIN].find(each => address.endsWith(each));
  return mark === undefined ? null : { folder: address.slice(0, -mark.length), isCertain: mark === CERTAIN };
}
