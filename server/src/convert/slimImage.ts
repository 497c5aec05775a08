/** Which small image runs what a build image built: the slim tag of the same version, Debian of the same release, or Alpine. */
import * as l10n from "@vscode/l10n";
import { isAlpine, tagParts, withTag } from "./image";
import { NEWEST_RELEASE, releaseInTag, releaseOf } from "../ecosystems/debianReleases";
import type { WrittenImage } from "./image";
import type { Plan } from "./plan";
import type { SingleStage } from "./singleStage";

/**
 * The small Debian image of the release that an image of a language is made of: a program runs with a C library that is as new as
 * the one it was built with, or newer. `packages` are those that the file installs. The name of a release as it is written stays.
 */
export function debianFor(image: WrittenImage, packages: Iterable<string> = []): string {
  if (image.repository === "ubuntu") return withTag(image, "ubuntu", image.tag);
  if (image.repository === "debian" && /^\d/.test(image.tag))
    return withTag(image, "debian", `${image.tag.replace(/-slim$/, "")}-slim`);
  const release = releaseOf(image.repository, image.tag, packages) ?? NEWEST_RELEASE;
  return `${image.prefix}debian:${release}-slim`;
}

/** The Alpine image of the version that a tag names. */
export function alpineFor(image: WrittenImage): string {
  const version = tagParts(image.tag)
    .map(part => /^alpine(\d.*)$/.exec(part)?.[1])
    .find(found => found !== undefined);
  return `${image.prefix}alpine:${version ?? "3"}`;
}

/** Whether the tag is of a small image already. */
export function isSmall(tag: string): boolean {
  return isAlpine(tag) || tagParts(tag).some(part => part === "slim");
}

/** The small image of the same version: `node:22` is `node:22-slim`, `python:3.12-bookworm` is `python:3.12-slim-bookworm`. */
function slimOf({ prefix, repository, tag }: WrittenImage, slimFirst: boolean): string {
  const parts = tagParts(tag);
  const suite = parts.find(part => releaseInTag(part) !== null);
  const others = parts.filter(part => part !== suite && part !== "latest");
  const end = suite === undefined ? ["slim"] : slimFirst ? ["slim", suite] : [suite, "slim"];
  return `${prefix}${repository}:${[...others, ...end].join("-")}`;
}

/** Whether an image is one of a system alone, on which a language is installed with packages. */
export function isSystemImage({ repository }: WrittenImage): boolean {
  return repository === "debian" || repository === "ubuntu";
}

/** The small image of the system that a language is installed on: Ubuntu has none that is smaller. */
function smallSystem({ stage, image, tag }: SingleStage): Pick<Plan, "base" | "baseReason"> {
  const hasSlim = image.repository === "debian" && !isSmall(tag) && tag !== "" && tag !== "latest";
  return {
    base: hasSlim ? `${withTag(image, image.repository, image.tag)}-slim` : stage.base.text,
    baseReason: l10n.t("the same system, without the build dependencies"),
  };
}

/**
 * The base that runs what the file's own base runs: the small image of the same version, with `reason` for it, or the same
 * image again where that is small already. `slimFirst`: tags say `slim-bookworm`, not `bookworm-slim`.
 */
export function smallBase(
  single: SingleStage,
  reason: string,
  slimFirst = false,
): Pick<Plan, "base" | "baseReason"> {
  const { stage, image, tag } = single;
  if (isSystemImage(image)) return smallSystem(single);
  return isSmall(tag)
    ? { base: stage.base.text, baseReason: l10n.t("the same image, without the build dependencies") }
    : { base: slimOf(image, slimFirst), baseReason: reason };
}
