/**
 * Which release of Debian an official image of a language is made of where its tag does not say so: that of the last build under
 * the tag (github.com/docker-library/official-images, library/, as of August 2026). A build for it runs on no older one.
 */

/** The releases that tags name, the oldest first (https://www.debian.org/releases/). */
export const RELEASES = ["jessie", "stretch", "buster", "bullseye", "bookworm", "trixie"] as const;
export type Release = (typeof RELEASES)[number];

/** The release that new images are made of. */
export const NEWEST_RELEASE: Release = "trixie";

/** A release with the first version under whose tag it was the last one built; newer versions follow. */
type Since = readonly (readonly [version: string, release: Release])[];

/** Versions by their first two numbers, in order. */
const BY_MINOR: Readonly<Record<string, Since>> = {
  golang: [
    ["1.7", "jessie"],
    ["1.9", "stretch"],
    ["1.11", "buster"],
    ["1.16", "bullseye"],
    ["1.19", "bookworm"],
    ["1.24", "trixie"],
  ],
  node: [
    ["6", "stretch"],
    ["14", "buster"],
    ["15", "stretch"],
    ["16", "buster"],
    ["17", "bullseye"],
    ["18", "bookworm"],
    ["19", "bullseye"],
    ["20", "bookworm"],
    ["26", "trixie"],
  ],
  php: [
    ["5.6", "stretch"],
    ["7.1", "buster"],
    ["7.3", "bullseye"],
    ["8.1", "trixie"],
  ],
  python: [
    ["2.7", "buster"],
    ["3.3", "jessie"],
    ["3.4", "stretch"],
    ["3.5", "buster"],
    ["3.6", "bullseye"],
    ["3.7", "bookworm"],
    ["3.9", "trixie"],
  ],
  ruby: [
    ["2.2", "jessie"],
    ["2.3", "stretch"],
    ["2.4", "buster"],
    ["2.6", "bullseye"],
    ["3.1", "bookworm"],
    ["3.2", "trixie"],
  ],
  rust: [
    ["1.19", "stretch"],
    ["1.37", "buster"],
    ["1.55", "bullseye"],
    ["1.72", "bookworm"],
    ["1.89", "trixie"],
  ],
};

/** Patches whose last build was of an older release than that of their minor version: up to which patch. */
const BY_PATCH: Readonly<Record<string, Readonly<Record<string, Since>>>> = {
  golang: {
    "1.11": [["11", "stretch"]],
    "1.12": [["6", "stretch"]],
    "1.16": [["6", "buster"]],
    "1.19": [["9", "bullseye"]],
    "1.20": [["4", "bullseye"]],
    "1.24": [["5", "bookworm"]],
  },
  python: {
    "3.7": [
      ["3", "stretch"],
      ["10", "buster"],
      ["16", "bullseye"],
    ],
    "3.8": [
      ["10", "buster"],
      ["16", "bullseye"],
    ],
    "3.9": [
      ["5", "buster"],
      ["16", "bullseye"],
      ["22", "bookworm"],
    ],
    "3.10": [
      ["11", "bullseye"],
      ["17", "bookworm"],
    ],
    "3.11": [
      ["3", "bullseye"],
      ["12", "bookworm"],
    ],
    "3.12": [["10", "bookworm"]],
    "3.13": [["5", "bookworm"]],
  },
  ruby: {
    "2.7": [["3", "buster"]],
    "3.0": [["1", "buster"]],
    "3.1": [["3", "bullseye"]],
    "3.2": [
      ["1", "bullseye"],
      ["8", "bookworm"],
    ],
    "3.3": [["8", "bookworm"]],
    "3.4": [["4", "bookworm"]],
  },
};

/**
 * Packages that no later release has under their name (packages.debian.org): who installs one builds on that release, or on an
 * older one.
 */
const LAST_WITH: Readonly<Record<string, Release>> = {
  "libicu-le-hb-dev": "buster",
  "libssl1.1": "bullseye",
  netcat: "bullseye",
  python: "buster",
  "python-dev": "buster",
  "python-pip": "buster",
  "libatlas-base-dev": "bookworm",
  "libfreetype6-dev": "bookworm",
  "libncurses5-dev": "bookworm",
  "libpcre3-dev": "bookworm",
};

/** The release that a tag names, as of `1.22-bookworm`; null where it names none. */
export function releaseInTag(tag: string): Release | null {
  const parts = tag.split("-");
  return RELEASES.find(release => parts.includes(release)) ?? null;
}

/**
 * The release of an image of `repository`: what its tag says, else that of its last build, or an older one, where one of the
 * `packages` that are installed is in no newer one. Null for a repository that is not in the table.
 */
export function releaseOf(repository: string, tag: string, packages: Iterable<string> = []): Release | null {
  const said = releaseInTag(tag);
  if (said !== null) return said;
  const table = BY_MINOR[repository];
  if (!table) return null;
  const built = lastBuild(repository, table, tag);
  const limits = [...packages].flatMap(name => LAST_WITH[name] ?? []);
  const oldest = Math.min(...[built, ...limits].map(release => RELEASES.indexOf(release)));
  // An image was built for the release before, too, before it was for its last one; for none older.
  const found = Math.max(oldest, RELEASES.indexOf(built) - 1);
  return RELEASES[found] ?? built;
}

function lastBuild(repository: string, table: Since, tag: string): Release {
  const [, major, minor, patch] = /^(\d+)(?:\.(\d+)(?:\.(\d+))?)?/.exec(tag) ?? [];
  // Tags of a major version alone are built anew, but for those of Node.js, whose versions they are.
  if (major === undefined || (minor === undefined && repository !== "node")) return NEWEST_RELEASE;
  const number =
    minor === undefined || repository === "node" ? [Number(major)] : [Number(major), Number(minor)];
  const byPatch = patch === undefined ? undefined : BY_PATCH[repository]?.[`${major}.${minor ?? ""}`];
  const older = byPatch?.find(([last]) => Number(patch) <= Number(last));
  if (older) return older[1];
  return table.findLast(([first]) => isAtLeast(number, first.split(".").map(Number)))?.[1] ?? NEWEST_RELEASE;
}

function isAtLeast(
  [major = 0, minor = 0]: readonly number[],
  [first = 0, second = 0]: readonly number[],
): boolean {
  return major > first || (major === first && minor >= second);
}
