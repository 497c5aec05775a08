/**
 * What each builder can be asked for, and since which of its versions. From the programs' own help (buildx 0.29, podman 4.3.1),
 * their release notes, and the source of `nerdctl build` (2.x). What is missing here is refused before anything runs.
 */
import type { Builder, Engine } from "./engine";
import { isAtLeast } from "./version";

/** What not every builder has. Targets, build arguments, names and `--no-cache` are everybody's. */
export type Ability =
  | "buildContexts"
  | "remoteContext"
  | "platforms"
  /** More than one platform in one build. */
  | "severalPlatforms"
  | "secrets"
  /** Secrets whose value is that of an environment variable. */
  | "environmentSecrets"
  | "ssh"
  /** Images to take layers from. */
  | "cacheFrom"
  /** More than one place for a cache. */
  | "severalCaches"
  /** `type=…`, beside the name of an image. */
  | "typedCaches"
  | "cacheTo"
  | "noCacheFilter"
  | "push"
  /** Writes the files of the stage into a folder. */
  | "folder"
  /** Says what it thinks of a file, and builds nothing. */
  | "check"
  /** Is a debug adapter: `docker buildx dap build`, with a shell at a stop and the files there. */
  | "debug"
  /** A chosen builder of buildx. */
  | "builder"
  /** A chosen Docker context. */
  | "dockerContext";

/** Always, never, or since a version: of buildx for `buildx` and `docker`, else of the program. */
type Since = boolean | string;

const BUILDX: Readonly<Record<Ability, Since>> = {
  buildContexts: "0.8",
  remoteContext: true,
  platforms: true,
  severalPlatforms: true,
  secrets: true,
  environmentSecrets: "0.6",
  ssh: true,
  cacheFrom: true,
  severalCaches: true,
  typedCaches: true,
  cacheTo: true,
  noCacheFilter: "0.8",
  push: true,
  folder: true,
  check: "0.15",
  debug: "0.28",
  builder: true,
  dockerContext: true,
};

const LEGACY: Readonly<Record<Ability, Since>> = {
  buildContexts: false,
  remoteContext: true,
  platforms: "20.10",
  severalPlatforms: false,
  secrets: false,
  environmentSecrets: false,
  ssh: false,
  cacheFrom: true,
  severalCaches: true,
  typedCaches: false,
  cacheTo: false,
  noCacheFilter: false,
  push: false,
  folder: false,
  check: false,
  debug: false,
  builder: false,
  dockerContext: "19.03",
};

const CAPABILITIES: Readonly<Record<Builder, Readonly<Record<Ability, Since>>>> = {
  buildx: BUILDX,
  docker: BUILDX,
  embedded: { ...LEGACY, secrets: true, environmentSecrets: "20.10", ssh: true, folder: "19.03" },
  legacy: LEGACY,
  podman: {
    buildContexts: "4.2",
    remoteContext: true,
    platforms: true,
    // Each would take the name from the one before; only a manifest list holds several.
    severalPlatforms: false,
    secrets: "3.3",
    environmentSecrets: "4.3",
    ssh: "3.4",
    cacheFrom: "4.3",
    // Before, the last one alone counted.
    severalCaches: "4.4",
    typedCaches: false,
    cacheTo: "4.3",
    noCacheFilter: false,
    push: false,
    folder: "4.1",
    check: false,
    debug: false,
    builder: false,
    dockerContext: false,
  },
  nerdctl: {
    buildContexts: "2.0",
    remoteContext: false,
    platforms: true,
    severalPlatforms: true,
    secrets: true,
    environmentSecrets: true,
    ssh: true,
    cacheFrom: true,
    severalCaches: true,
    typedCaches: true,
    cacheTo: true,
    noCacheFilter: false,
    push: false,
    folder: true,
    check: false,
    debug: false,
    builder: false,
    dockerContext: false,
  },
};

/** `true`, `false`, or the version that would be needed and is not there. */
export function ability({ builder, version }: Engine, name: Ability): boolean | { since: string } {
  const since = CAPABILITIES[builder][name];
  if (typeof since === "boolean") return since;
  return isAtLeast(version, since) ? true : { since };
}
