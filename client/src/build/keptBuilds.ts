/** Which builds a window keeps: the newest one of each use of each Dockerfile, up to a limit, the oldest forgotten first. Pure. */

/** What of a build decides how long it is kept. */
export interface KeptBuild {
  /** The Dockerfile as it was built; the size of what is known of the build follows from it. */
  readonly text: string;
  readonly state: "running" | "done" | "failed" | "cancelled";
}

export interface KeptBuilds<Build> {
  /** Those of a Dockerfile, by its address, the newest last. */
  of(uri: string): Build[];
  /** Those of all Dockerfiles, the newest last. */
  all(): Build[];
  has(build: Build): boolean;
  /** Keeps a build of a use, by its id, that begins; answers the builds that are forgotten for it. */
  keep(uri: string, use: string, build: Build): Build[];
}

/** More than people build in one window. */
export const MOST_BUILDS = 100;
/** In characters. The stage model of a Dockerfile takes some ten times as much memory as its text. */
export const MOST_TEXT = 5_000_000;

/** No build yet. */
export function createKeptBuilds<Build extends KeptBuild>(): KeptBuilds<Build> {
  /** By Dockerfile and use; the oldest first. */
  const builds = new Map<string, Build>();
  const keyOf = (uri: string, use: string) => `${uri}\n${use}`;

  function isTooMuch(): boolean {
    if (builds.size > MOST_BUILDS) return true;
    let characters = 0;
    for (const { text } of builds.values()) characters += text.length;
    return characters > MOST_TEXT;
  }

  return {
    of: uri => [...builds].flatMap(([key, build]) => (key.startsWith(keyOf(uri, "")) ? [build] : [])),
    all: () => [...builds.values()],
    has: build => [...builds.values()].includes(build),
    keep(uri, use, build) {
      const key = keyOf(uri, use);
      const before = builds.get(key);
      builds.delete(key);
      builds.set(key, build);
      const forgotten = before === undefined ? [] : [before];
      for (const [oldest, other] of [...builds]) {
        if (!isTooMuch()) break;
        if (other === build || other.state === "running") continue;
        builds.delete(oldest);
        forgotten.push(other);
      }
      return forgotten;
    },
  };
}
