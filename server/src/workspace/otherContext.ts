/**
 * The build contexts that builds of a Dockerfile have, where any of several may be meant. An address stands for the Dockerfile in such a
 * folder, where else that of a Dockerfile does: what is known of its files is another thing there.
 */
import type { DescribedBuild } from "../stages/model/buildsAround";

const CERTAIN = "/#of=";
const UNCERTAIN = "/#of?=";

/** A folder as the build context of a Dockerfile. */
export interface OtherContext {
  /** Its address, without a slash at its end. */
  readonly folder: string;
  /** The address of the Dockerfile. */
  readonly dockerfile: string;
  /** It is the context for sure, with all that a build finds there: of a script or a workflow nobody knows what it does before. */
  readonly isCertain: boolean;
}

/** What stands for the build context of a build of a Dockerfile; null where it has none that is a folder. */
export function otherContextOf(
  dockerfile: string,
  { context, isContextCertain }: DescribedBuild,
): string | null {
  if (!context || context.folder === null) return null;
  const folder = context.folder.replace(/\/$/, "");
  return folder + (isContextCertain ? CERTAIN : UNCERTAIN) + encodeURIComponent(dockerfile);
}

/** What an address stands for; null for that of a Dockerfile. */
export function otherContext(address: string): OtherContext | null {
  for (const mark of [CERTAIN, UNCERTAIN]) {
    const at = address.lastIndexOf(mark);
    if (at === -1) continue;
    const dockerfile = decodeURIComponent(address.slice(at + mark.length));
    return { folder: address.slice(0, at), dockerfile, isCertain: mark === CERTAIN };
  }
  return null;
}
