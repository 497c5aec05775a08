/** Which frontend of the builder reads a file: the one that `# syntax=` names (spec 6.1 and the table of section 11). */
import type { Directives } from "../../dockerfile/directives";
import { parseImageReference } from "./imageReference";

/**
 * The channels in which `docker/dockerfile` is published: a feature is tried in `labs`, which was called `experimental` up to
 * version 1.1, before it is `stable`. `any` where the name does not tell.
 */
export type Channel = "stable" | "labs" | "experimental" | "any";

/** A frontend, as far as its name tells which one it is. */
export interface Frontend {
  /** Somebody else's: it reads a language of its own, which may be no Dockerfile at all. */
  readonly isForeign: boolean;
  /** The image that a file or a build names, or null for the frontend of the builder itself. */
  readonly image: string | null;
  /** The minor version of `docker/dockerfile:1.x`; Infinity for the newest, for the builder's own and for others'. */
  readonly minor: number;
  /** The patch version; Infinity where the name has none, because it then stands for the last. */
  readonly patch: number;
  readonly channel: Channel;
  /** It has what is tried out: a frontend of the labs channel, or one that is not known. */
  readonly hasLabs: boolean;
}

const OWN: Frontend = {
  isForeign: false,
  image: null,
  minor: Infinity,
  patch: Infinity,
  channel: "stable",
  hasLabs: false,
};
/** The repository in its own registry, or as other registries mirror it: below whatever path they have for that. */
const REPOSITORY = /(?:^|\/)docker\/dockerfile(?:-upstream)?$/;
/** `master` is what `docker/dockerfile-upstream` has beside the versions. */
const TAG =
  /^(?:latest|master|1(?:\.(?<minor>\d{1,4})(?:\.(?<patch>\d{1,4}))?)?(?:-rc\d*)?)?(?:(?:^|-)(?<channel>labs|experimental))?(?:-rc\d*)?$/;
/** The experimental channel ended here, and its tags without a version stay there. */
const LAST_EXPERIMENTAL = 1;

/** The frontend that reads a file with these directives, unless a build is told another one. */
export function frontendFor({ syntax }: Directives, buildArgs: ReadonlyMap<string, string>): Frontend {
  const value = buildArgs.get("BUILDKIT_SYNTAX") ?? syntax?.value;
  const image = value?.trim().split(" ", 1)[0];
  return image ? frontendOf(image) : OWN;
}

/** The frontend that an image is. */
export function frontendOf(image: string): Frontend {
  const { reference } = parseImageReference(image);
  // What is no reference is no image at all, which is said of the directive.
  const isForeign = reference !== null && !REPOSITORY.test(reference.repository);
  if (!reference || isForeign) return { ...OWN, isForeign, image, channel: "any", hasLabs: true };
  const version = versionOf(reference.tag, image.includes("@"));
  return { isForeign, image, ...version, hasLabs: version.channel !== "stable" };
}

function versionOf(tag: string | null, hasDigest: boolean): Pick<Frontend, "minor" | "patch" | "channel"> {
  const groups = TAG.exec(tag ?? "latest")?.groups;
  // A digest alone tells nothing, and a tag of another form is of a frontend that somebody tries out.
  if (!groups || (tag === null && hasDigest)) return { minor: Infinity, patch: Infinity, channel: "any" };
  const { minor, patch, channel = "stable" } = groups;
  const newest =
    channel === "experimental" && tag?.startsWith("master") !== true ? LAST_EXPERIMENTAL : Infinity;
  return {
    minor: minor === undefined ? newest : Number(minor),
    patch: patch === undefined ? Infinity : Number(patch),
    channel: channel as Channel,
  };
}
