/**
 * Since which version the frontend `docker/dockerfile:1.x` has what a file uses, and how those before it refuse it: read from the
 * tags `dockerfile/1.*` of moby/buildkit (`frontend/dockerfile/instructions`, `parser`, `shell` and `dockerfile2llb`, with the
 * build tags of each channel in `frontend/dockerfile/release`), and asked of frontends that were built from them.
 */
import type { Frontend } from "./frontend";

/** The first versions with a feature. */
export interface Since {
  /** The x of `docker/dockerfile:1.x`; null for what is still tried out. */
  readonly stable: number | null;
  /** The patch version that brought it to the stable channel, where it was not the first. */
  readonly patch?: number;
  /** The same in the labs channel, where a feature was there earlier. */
  readonly labs?: number;
  /** The minor and patch version of the experimental channel, where it was there already. */
  readonly experimental?: readonly [number, number];
}

/** A version in which only the labs channel has something that the stable one knows already. */
export interface Graduation {
  readonly since: Since;
  /** How a frontend that knows the feature and does not have it refuses it. */
  readonly refusal: string;
}

const FIRST: Since = { stable: 0 };
const EXPERIMENTAL_MOUNTS: Since = { stable: 2, experimental: [0, 0] };
const CHMOD: Since = { stable: 2 };
const LINK: Since = { stable: 4 };
const EXCLUDE: Since = { stable: 19, labs: 7 };

/** Flags that a first version does not know, by keyword and name. Before, the frontend says `unknown flag`. */
const FLAGS: ReadonlyMap<string, Since> = new Map([
  ["ADD --checksum", { stable: 5 }],
  ["ADD --chmod", CHMOD],
  ["ADD --exclude", EXCLUDE],
  ["ADD --keep-git-dir", { stable: 5 }],
  ["ADD --link", LINK],
  ["ADD --unpack", { stable: 17 }],
  ["COPY --chmod", CHMOD],
  ["COPY --exclude", EXCLUDE],
  ["COPY --link", LINK],
  ["COPY --parents", { stable: 20, labs: 7 }],
  ["HEALTHCHECK --start-interval", { stable: 6 }],
  ["RUN --device", { stable: 14 }],
  ["RUN --mount", EXPERIMENTAL_MOUNTS],
  ["RUN --network", { stable: 3, labs: 2, experimental: [1, 6] }],
  ["RUN --security", { stable: 20, labs: 2, experimental: [1, 2] }],
]);

/** Flags that the stable channel knew before it had what they ask for. */
const GRADUATIONS: ReadonlyMap<string, Graduation> = new Map([
  [
    "ADD --checksum",
    {
      since: { stable: 6, labs: 5 },
      refusal: "instruction 'ADD --checksum=<CHECKSUM>' requires the labs channel",
    },
  ],
  [
    "RUN --device",
    {
      since: { stable: 27, labs: 14 },
      refusal: "device feature is only supported in Dockerfile frontend 1.14.0-labs or later",
    },
  ],
]);

/** Keys of a mount; before, the frontend says `unexpected key`. */
const MOUNT_KEYS: ReadonlyMap<string, Since> = new Map([
  ["env", { stable: 10 }],
  ["size", { stable: 4 }],
]);

/** `RUN <<EOF`, `COPY <<EOF /x`: before, the lines of the body are instructions. */
export const HEREDOCS: Since = { stable: 4, labs: 3 };
/** `ARG A B`. */
export const SEVERAL_ARGS: Since = { stable: 2 };
/** `--chmod=u+x`. */
export const SYMBOLIC_CHMOD: Since = { stable: 14, labs: 11 };
/** `--chmod=$MODE`, and that a mode which is none is refused. */
export const CHECKED_CHMOD: Since = { stable: 10 };
/** `ADD https://host/x.git`: since 1.5, what the stable channel does not have yet is refused. */
export const GIT_SOURCES: Graduation = {
  since: { stable: 6, labs: 5 },
  refusal: "instruction ADD <git ref> requires the labs channel",
};
/** The first stable frontend that knows what a Git repository is. */
export const KNOWS_GIT: Since = { stable: 5 };
/** `--mount=target=$DIR`. */
export const MOUNT_VARIABLES: Since = { stable: 3 };
/** `--mount=type=secret,required`, which the only version before, of all those that have mounts, does not read. */
const BARE_REQUIRED: Since = { stable: 3, patch: 1 };
/** `--build-context`: before, a name is a stage or an image, whatever a build gives for it. */
export const NAMED_CONTEXTS: Since = { stable: 4 };
/** Trigger instructions that copy from, or mount, what nothing else in their stage needs. */
export const TRIGGERED_SOURCES: Since = { stable: 11, patch: 1 };
/** Since then, and until `TRIGGERED_SOURCES`, what nothing else needs is refused; before, it was empty. */
const CHECKED_TRIGGERS: Since = { stable: 7 };
/** Refused since then: `COPY --link --chown=name`, whose layer has no file in which the name could be looked up. */
export const NUMERIC_LINK_OWNERS: Since = { stable: 28 };
/** `ADD --checksum=… https://host/x.git`. */
export const GIT_CHECKSUMS: Since = { stable: 16 };
/** `ADD https://host/x.git?ref=…`. */
export const GIT_QUERIES: Since = { stable: 18 };
/** `# check=`. */
export const CHECKS: Since = { stable: 8 };
/** `# check=experimental=`. */
export const EXPERIMENTAL_CHECKS: Since = { stable: 10 };
/** `# check=` above an instruction. */
export const CHECK_COMMENTS: Since = { stable: 21 };
/** `SOURCE_DATE_EPOCH` that names a stage or a context. */
export const STAGE_EPOCHS: Since = { stable: 24 };

const QUESTION: Since = { stable: 1, patch: 6, experimental: [1, 6] };
const WITHOUT_COLON: Since = { stable: 6 };
const PATTERNS: Since = { stable: 7 };

/** Whether a frontend has what there is since some version. One that is newer or not known has everything. */
export function hasFeature({ minor, patch, channel }: Frontend, since: Since): boolean {
  const { stable, labs, experimental } = since;
  const reaches = (first: number, firstPatch = 0) =>
    minor > first || (minor === first && patch >= firstPatch);
  if (channel === "experimental" && experimental) return reaches(...experimental);
  const first = channel === "stable" ? stable : (labs ?? stable);
  return first === null ? channel === "any" : reaches(first, since.patch);
}

/** Since when a frontend has mounts that are `required` without a value; null where it has them. */
export function bareRequiredSince(frontend: Frontend): Since | null {
  const { minor, patch } = frontend;
  return minor === BARE_REQUIRED.stable && patch === 0 ? BARE_REQUIRED : null;
}

/**
 * What a frontend does with the source of a trigger instruction that nothing else in the stage needs: it builds it, refuses the
 * instruction, finds nothing there, or does not even run the `ONBUILD` instructions of a stage.
 */
export function triggeredSources(frontend: Frontend): "built" | "refused" | "empty" | "ignored" {
  if (hasFeature(frontend, TRIGGERED_SOURCES)) return "built";
  if (frontend.minor === TRIGGERED_SOURCES.stable) return "ignored";
  return hasFeature(frontend, CHECKED_TRIGGERS) ? "refused" : "empty";
}

/** Whether a frontend refuses what is refused since some version. Of one that is not known this cannot be said. */
export function refusesSince(frontend: Frontend, since: Since): boolean {
  const { image, isForeign, channel } = frontend;
  return image !== null && !isForeign && channel !== "any" && hasFeature(frontend, since);
}

/** Since when an instruction has a flag that it has now. */
export function flagSince(keyword: string, flag: string): Since {
  return FLAGS.get(`${keyword} --${flag}`) ?? FIRST;
}

/** Since when a flag does what it says, and how a frontend that knows it refuses it until then; null for most. */
export function flagGraduation(keyword: string, flag: string): Graduation | null {
  return GRADUATIONS.get(`${keyword} --${flag}`) ?? null;
}

/** Since when a mount has a key that it has now. */
export function mountKeySince(key: string): Since {
  return MOUNT_KEYS.get(key) ?? FIRST;
}

/** Since when `${X…}` may have what stands behind the name: a modifier with its colon, `/`, or nothing. */
export function modifierSince(modifier: string): Since {
  if (modifier === "") return FIRST;
  if (modifier.endsWith("?")) return QUESTION;
  if (modifier === "-" || modifier === "+") return WITHOUT_COLON;
  return "#%/".includes(modifier) ? PATTERNS : FIRST;
}

/** How a frontend refuses a modifier that it does not have, in its words. */
export function modifierRefusal({ minor }: Frontend, modifier: string): string {
  // Until 1.6 nothing but a colon could stand there.
  return minor < 6 && !modifier.startsWith(":")
    ? "missing ':' in substitution"
    : `unsupported modifier (${modifier.replace(":", minor < 6 ? "" : ":")}) in substitution`;
}

/** How a frontend refuses a flag that it does not know, in its words. */
export function unknownFlagWords({ minor }: Frontend, flag: string): string {
  if (minor >= 11) return `unknown flag: --${flag}`;
  return `${minor < 3 ? "Unknown" : "unknown"} flag: ${flag}`;
}
