/** What a request needs that the builder at hand does not have, told before anything runs: nothing is dropped in silence. */
import type { BuildRequest } from "./buildRequest";
import { ability, type Ability } from "./capabilities";
import { BUILDER_NAMES, type Builder } from "./engine";
import { CHOICE, type RequestProblem } from "./valueProblem";

const CACHES = ["cacheFrom", "cacheTo"] as const;

type Need = (request: BuildRequest) => string | false;

/** The ability, the setting that asks for it, and what it is called where it is needed. */
const NEEDS: readonly (readonly [ability: Ability, setting: string, need: Need])[] = [
  [
    "buildContexts",
    "build.contexts",
    ({ buildContexts }) => named("named contexts", Object.keys(buildContexts)),
  ],
  ["remoteContext", "build.context", ({ context }) => isRemote(context) && named("the context", [context])],
  ["platforms", "build.platforms", ({ platforms = [] }) => named("platforms", platforms)],
  [
    "severalPlatforms",
    "build.platforms",
    ({ platforms = [] }) => platforms.length > 1 && named("several platforms", platforms),
  ],
  ["secrets", "build.secrets", ({ secrets = [] }) => named("secrets", ids(secrets))],
  [
    "environmentSecrets",
    "build.secrets",
    ({ secrets = [] }) => named("secrets from the environment", ids(secrets.filter(s => "variable" in s))),
  ],
  ["ssh", "build.ssh", ({ ssh = [] }) => named("SSH sources", ids(ssh))],
  ["cacheFrom", "build.cacheFrom", ({ cacheFrom = [] }) => named("caches to read", cacheFrom)],
  ["cacheTo", "build.cacheTo", ({ cacheTo = [] }) => named("caches to write", cacheTo)],
  ...CACHES.flatMap(cache => [
    [
      "typedCaches",
      `build.${cache}`,
      (request: BuildRequest) => named("caches that are no images", (request[cache] ?? []).filter(hasType)),
    ] as const,
    [
      "severalCaches",
      `build.${cache}`,
      (request: BuildRequest) =>
        (request[cache] ?? []).length > 1 && named("several caches", request[cache] ?? []),
    ] as const,
  ]),
  [
    "noCacheFilter",
    "build.noCache",
    ({ noCache = [] }) => noCache !== "all" && named("one stage without its cache", noCache),
  ],
  ["push", "build.output", ({ output }) => output === "push" && "pushing what it builds"],
  [
    "folder",
    "build.output",
    ({ output }) => typeof output === "object" && named("an output folder", [output.folder]),
  ],
  ["builder", CHOICE, ({ builderName: name }) => name !== undefined && named("the chosen builder", [name])],
  [
    "dockerContext",
    CHOICE,
    ({ engine: { dockerContext: name } }) => name !== undefined && named("the chosen context", [name]),
  ],
];

/** Why the builder at hand cannot do what the request asks for, with the next step. */
export function builderProblem(request: BuildRequest): RequestProblem | undefined {
  const { engine } = request;
  for (const [needed, key, need] of NEEDS) {
    const what = need(request);
    if (what === false) continue;
    const can = ability(engine, needed);
    if (can === true) continue;
    const setting = `dockerfileStages.${key}`;
    const name = BUILDER_NAMES[engine.builder];
    const old = can === false ? "" : ` before ${can.since}, and this is ${engine.version ?? "older"}`;
    return {
      message: `${name} has no option for ${what}${old}. ${advice(engine.builder, can, setting)}`,
      setting,
      ...(key === CHOICE && { isChosen: true }),
    };
  }
  return undefined;
}

function advice(builder: Builder, can: false | { since: string }, setting: string): string {
  const change = `or change the setting ${setting}.`;
  if (builder === "embedded" || builder === "legacy") {
    return `Install the buildx component (https://docs.docker.com/go/buildx/), ${change}`;
  }
  if (can !== false) return `Update it, ${change}`;
  return setting === `dockerfileStages.${CHOICE}`
    ? 'Choose the default one, or set dockerfileStages.build.engine to "buildx".'
    : `Build with buildx (dockerfileStages.build.engine), ${change}`;
}

function named(what: string, names: readonly string[]): string | false {
  return names.length > 0 && `${what} (${names.map(name => JSON.stringify(name)).join(", ")})`;
}

function ids(sources: readonly { id: string }[]): string[] {
  return sources.map(({ id }) => id);
}

function hasType(cache: string): boolean {
  return cache.includes("=");
}

/** What is no absolute path of this machine. */
function isRemote(context: string): boolean {
  return !/^(?:[a-z]:[\\/]|[\\/])/i.test(context);
}
