/** What keeps a request from being built: values that would not reach the builder as what they are. */
import * as l10n from "@vscode/l10n";
import type { BuildRequest, Secret, SshSource } from "./buildRequest";
import { isImageTag } from "./imageTag";

/** A sentence for a person, and the setting that it is about. */
export interface RequestProblem {
  message: string;
  setting: string;
  /** It is about a builder or a context that was chosen by a command. */
  isChosen?: true;
}

/** What a person chose by a command is no setting of its own; the engine is. */
export const CHOICE = "build.engine";

// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/;
/** Linux takes no longer argument, and Windows no longer command. */
const LONGEST = process.platform === "win32" ? 30_000 : 131_000;

/** What is wrong with a value, which is shown in quotes. */
type Why = (value: string) => string;

type Check = (request: BuildRequest) => { value: string; why: Why } | undefined;

/**
 * A value that would not reach the builder as what it is: one that it would take for an option, or would split. `undefined` where
 * every value stands by itself.
 */
export function valueProblem(request: BuildRequest): RequestProblem | undefined {
  for (const [setting, check] of CHECKS) {
    const found = check(request);
    if (found === undefined) continue;
    const shown = JSON.stringify(found.value.length > 80 ? `${found.value.slice(0, 80)}…` : found.value);
    return {
      message: found.why(shown),
      setting: `dockerfileStages.${setting}`,
      ...(setting === CHOICE && { isChosen: true }),
    };
  }
  return undefined;
}

/** The first of the values that is not as it has to be. */
function first(
  values: readonly (string | undefined)[],
  isGood: (value: string) => boolean,
  why: Why,
): ReturnType<Check> {
  const value = values.find(item => item !== undefined && !isGood(item));
  return value === undefined ? undefined : { value, why };
}

const fits = (value: string) => value.length <= LONGEST && !value.includes("\0");
const isPath = (value: string) => fits(value) && /^[^-]/.test(value) && !CONTROL.test(value);
const isOneKey = (value: string) => isPath(value) && !value.includes(",");
const isName = (value: string) => /^[^\s=]+$/.test(value) && !CONTROL.test(value);
const isStage = (value: string) => /^[A-Za-z][\w.-]{0,254}$/.test(value);
const isId = (value: string) => /^\w[\w.-]{0,254}$/.test(value);
const isVariable = (value: string) => /^[A-Za-z_]\w{0,254}$/.test(value);
const isChosen = (value: string) => /^[A-Za-z0-9][\w.+-]{0,254}$/.test(value);
const isPlatform = (value: string) =>
  value.length < 255 && /^\w+(?:\([\w.-]+\))?(?:\/\w[\w.-]*){0,2}$/.test(value);

const TOO_LONG: Why = value =>
  l10n.t("{0} cannot be used, because it is too long for a command or contains a NUL character.", value);
const NO_PATH: Why = value =>
  l10n.t("{0} cannot be used, because this builder does not accept it as a path.", value);
const NO_STAGE: Why = value => l10n.t("{0} cannot be used, because it is not a valid stage name.", value);
const NO_TAG: Why = value => l10n.t("{0} cannot be used, because it is not a valid image name.", value);
const NO_PLATFORM: Why = value => l10n.t('{0} cannot be used. Write a platform as in "linux/arm64".', value);
const NO_NAME: Why = value =>
  l10n.t('{0} cannot be used. A name has at least one character, and no "=" and no white space.', value);
const NO_ID: Why = value =>
  l10n.t("{0} cannot be used. An ID can contain only letters, digits, dots and dashes.", value);
const NO_VARIABLE: Why = value =>
  l10n.t("{0} cannot be used, because it is not a valid name of an environment variable.", value);
const NO_CACHE: Why = value =>
  l10n.t("{0} cannot be used, because it is neither an image nor a list of attributes.", value);
const NO_CHOICE: Why = value =>
  l10n.t("{0} cannot be used, because it is not a valid name of a builder or a context.", value);

const idOf = ({ id }: { id: string }) => id;
const pathOf = ({ path }: SshSource) => path;
const fileOf = (secret: Secret) => ("file" in secret ? secret.file : undefined);
const variableOf = (secret: Secret) => ("variable" in secret ? secret.variable : undefined);
const folderOf = ({ output }: BuildRequest) =>
  typeof output === "object" ? ("layout" in output ? output.layout : output.folder) : undefined;

/** A path, and no list of them: nobody quotes what Buildah splits at commas. */
function isOnePath({ engine }: BuildRequest): (value: string) => boolean {
  return value => isPath(value) && (engine.builder !== "podman" || !value.includes(","));
}

/** By the setting that each is about. What is not a setting is the Dockerfile's or was chosen; the closest one stands for it. */
const CHECKS: readonly (readonly [setting: string, check: Check])[] = [
  ["build.context", request => first(everyValue(request), fits, TOO_LONG)],
  ["build.context", ({ dockerfile, context }) => first([dockerfile, context], isPath, NO_PATH)],
  ["targets", ({ target }) => first([target], isStage, NO_STAGE)],
  ["build.noCache", ({ noCache = [] }) => first(noCache === "all" ? [] : noCache, isStage, NO_STAGE)],
  ["build.tags", ({ image, moreTags = [] }) => first([image, ...moreTags], isImageTag, NO_TAG)],
  ["build.platforms", ({ platforms = [] }) => first(platforms, isPlatform, NO_PLATFORM)],
  ["buildArgs", ({ buildArgs }) => first(Object.keys(buildArgs), isName, NO_NAME)],
  ["buildArgs", ({ environmentArgs = [] }) => first(environmentArgs, isName, NO_NAME)],
  ["build.contexts", ({ buildContexts }) => first(Object.keys(buildContexts), isName, NO_NAME)],
  ["build.contexts", ({ buildContexts }) => first(Object.values(buildContexts), isPath, NO_PATH)],
  ["build.secrets", ({ secrets = [] }) => first(secrets.map(idOf), isId, NO_ID)],
  ["build.secrets", ({ secrets = [] }) => first(secrets.map(variableOf), isVariable, NO_VARIABLE)],
  ["build.secrets", request => first((request.secrets ?? []).map(fileOf), isOnePath(request), NO_PATH)],
  ["build.ssh", ({ ssh = [] }) => first(ssh.map(idOf), isId, NO_ID)],
  ["build.ssh", ({ ssh = [] }) => first(ssh.map(pathOf), isOneKey, NO_PATH)],
  ["build.cacheFrom", ({ cacheFrom = [] }) => first(cacheFrom, isPath, NO_CACHE)],
  ["build.cacheTo", ({ cacheTo = [] }) => first(cacheTo, isPath, NO_CACHE)],
  ["build.output", request => first([folderOf(request)], isOnePath(request), NO_PATH)],
  [
    "build.engine",
    ({ builderName, engine }) => first([builderName, engine.dockerContext], isChosen, NO_CHOICE),
  ],
];

function everyValue(request: BuildRequest): string[] {
  const { buildArgs, buildContexts, labels = {} } = request;
  return [buildArgs, buildContexts, labels]
    .flatMap(values => Object.entries(values).map(([name, value]) => `${name}=${value}`))
    .concat(request.dockerfile, request.context);
}
