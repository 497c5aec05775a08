/** The system of the base that runs a program, as far as its packages have names that differ from release to release. */
import { releaseInTag, releaseOf } from "../ecosystems/debianReleases";
import type { System } from "../ecosystems/systemLibraries";
import { readImage } from "./image";
import { installedPackages } from "./packages";
import type { Plan } from "./plan";
import type { SingleStage } from "./singleStage";

/** The system; null where the base has no packages. */
export function systemOf(
  single: SingleStage,
  { base, installs }: Pick<Plan, "base" | "installs">,
): System | null {
  if (installs === null) return null;
  if (installs === "apk") return { kind: "alpine" };
  return { kind: "debian", release: debianRelease(single, base) };
}

/** The release of Debian of a base; null where it is of another system, or nobody knows. */
export function debianRelease({ lines, tag, image }: SingleStage, base: string) {
  const { repository, tag: written } = readImage(base);
  // A variable in the tag stands for what it is in that of the file.
  const said = written.includes("$") && repository === image.repository ? tag : written;
  return releaseInTag(said) ?? releaseOf(repository, said, installedPackages(lines));
}
