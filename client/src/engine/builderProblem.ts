/** What a request needs that the builder at hand does not have, told before anything runs: nothing is dropped in silence. */
import * as l10n from "@vscode/l10n";
import type { BuildRequest } from "./buildRequest";
import { ability, type Ability } from "./capabilities";
import { builderName, type Builder, type Engine } from "./engine";
import { CHOICE, type RequestProblem } from "./valueProblem";

const BUILDX_PAGE = "https://docs.docker.com/go/buildx/";
const CACHES = ["cacheFrom", "cacheTo"] as const;

type Need = (request: BuildRequest) => string | false;

/** The ability, the setting that asks for it, and what it is called where it is needed. */
const NEEDS: readonly (readonly [ability: Ability, setting: string, need: Need])[] = [
  [
    "buildContexts",
    "build.contexts",
    ({ buildContexts }) => named(l10n.t("named contexts"), Object.keys(buildContexts)),
  ],
  [
    "remoteContext",
    "build.context",
    ({ context }) => isRemote(context) && named(l10n.t("a remote build context"), [context]),
  ],
  ["platforms", "build.platforms", ({ platforms = [] }) => named(l10n.t("platforms"), platforms)],
  [
    "severalPlatforms",
    "build.platforms",
    ({ platforms = [] }) => platforms.length > 1 && named(l10n.t("several platforms"), platforms),
  ],
  ["secrets", "build.secrets", ({ secrets = [] }) => named(l10n.t("secrets"), ids(secrets))],
  [
    "environmentSecrets",
    "build.secrets",
    ({ secrets = [] }) =>
      named(l10n.t("secrets from environment variables"), ids(secrets.filter(s => "variable" in s))),
  ],
  ["ssh", "build.ssh", ({ ssh = [] }) => named(l10n.t("SSH sources"), ids(ssh))],
  ["cacheFrom", "build.cacheFrom", ({ cacheFrom = [] }) => named(l10n.t("cache imports"), cacheFrom)],
  ["cacheTo", "build.cacheTo", ({ cacheTo = [] }) => named(l10n.t("cache exports"), cacheTo)],
  ...CACHES.flatMap(cache => [
    [
      "typedCaches",
      `build.${cache}`,
      (request: BuildRequest) =>
        named(l10n.t("caches that are not images"), (request[cache] ?? []).filter(hasType)),
    ] as const,
    [
      "severalCaches",
      `build.${cache}`,
      (request: BuildRequest) =>
        (request[cache] ?? []).length > 1 && named(l10n.t("several caches"), request[cache] ?? []),
    ] as const,
  ]),
  [
    "noCacheFilter",
    "build.noCache",
    ({ noCache = [] }) => noCache !== "all" && named(l10n.t("building one stage without its cache"), noCache),
  ],
  ["push", "build.output", ({ output }) => output === "push" && l10n.t("pushing the image")],
  [
    "folder",
    "build.output",
    ({ output }) =>
      typeof output === "object" && "folder" in output && named(l10n.t("an output folder"), [output.folder]),
  ],
  [
    "builder",
    CHOICE,
    ({ builderName: name }) => name !== undefined && named(l10n.t("the selected builder"), [name]),
  ],
  [
    "dockerContext",
    CHOICE,
    ({ engine: { dockerContext: name } }) =>
      name !== undefined && named(l10n.t("the selected context"), [name]),
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
    return {
      message: `${lack(engine, what, can)} ${advice(engine.builder, can, setting)}`,
      setting,
      ...(key === CHOICE && { isChosen: true }),
    };
  }
  return undefined;
}

/** Why the builder at hand cannot debug a build, with the next step; undefined where it can. */
export function debugProblem(engine: Engine): string | undefined {
  const can = ability(engine, "debug");
  if (can === true) return undefined;
  const next =
    can !== false
      ? l10n.t("Update buildx.")
      : engine.builder === "embedded" || engine.builder === "legacy"
        ? l10n.t("Install the buildx component ({0}).", BUILDX_PAGE)
        : l10n.t("Debug with buildx (dockerfileStages.build.engine).");
  return `${lack(engine, l10n.t("debugging a build"), can)} ${next}`;
}

function lack({ builder, version }: Engine, what: string, can: false | { since: string }): string {
  const name = builderName(builder);
  if (can === false) return l10n.t("{0} does not support {1}.", name, what);
  return version === undefined
    ? l10n.t("{0} supports {1} only in version {2} or later. This version is older.", name, what, can.since)
    : l10n.t(
        "{0} supports {1} only in version {2} or later. This is version {3}.",
        name,
        what,
        can.since,
        version,
      );
}

function advice(builder: Builder, can: false | { since: string }, setting: string): string {
  if (builder === "embedded" || builder === "legacy")
    return l10n.t("Install the buildx component ({0}), or change the setting {1}.", BUILDX_PAGE, setting);
  if (can !== false) return l10n.t("Update it, or change the setting {0}.", setting);
  return setting === `dockerfileStages.${CHOICE}`
    ? l10n.t('Select the default one, or set dockerfileStages.build.engine to "buildx".')
    : l10n.t("Build with buildx (dockerfileStages.build.engine), or change the setting {0}.", setting);
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
