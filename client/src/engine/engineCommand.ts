/** The command of a build, as an argument vector: nothing in it ever passes through a shell. */
import * as l10n from "@vscode/l10n";
import type { BuildRequest, Output, Secret } from "./buildRequest";
import { csvRecord } from "./csv";
import { toolCommand, type Engine, type EngineCommand } from "./engine";

export type { BuildRequest } from "./buildRequest";
export { builderProblem, debugProblem } from "./builderProblem";
export { valueProblem } from "./valueProblem";

/**
 * The command that builds `request`, which has neither a {@link valueProblem} nor a {@link builderProblem}. `read` is for a
 * process whose output is read, as `engine.progress` has it, and whose image is labelled; a person who pastes the command into a
 * terminal (`shown`) gets the engine's own choice.
 */
export function engineCommand(request: BuildRequest, output: "read" | "shown"): EngineCommand {
  const { engine } = request;
  const args = engine.builder === "buildx" ? ["buildx", "build"] : ["build"];
  if (output === "read" && engine.progress !== "none") args.push(`--progress=${engine.progress}`);
  args.push(
    ...stageArgs(request),
    ...each("-t", [request.image, ...(request.moreTags ?? [])]),
    ...inputArgs(request),
    ...each("--cache-to", request.cacheTo ?? []),
    ...noCacheArgs(request.noCache),
    ...outputArgs(output === "read" ? wanted(request) : request.output, engine),
    ...each("--label", output === "read" ? assignments(request.labels ?? {}) : []),
    request.context,
  );
  const command = toolCommand(engine, args);
  // Docker before 23 builds with BuildKit only when told to; later ones do so by themselves.
  return engine.builder === "embedded" ? { ...command, env: { DOCKER_BUILDKIT: "1" } } : command;
}

/**
 * The command of the debug adapter of buildx for the same build: its steps, and nothing of what becomes of its result, which stays in
 * the builder's cache. Buildx has it since the version of the ability `debug`, hidden unless experimental features are asked for.
 */
export function debugCommand(request: BuildRequest): EngineCommand {
  const args = [
    ...["buildx", "dap", "build"],
    ...stageArgs(request),
    ...inputArgs(request),
    ...noCacheArgs(request.noCache),
    ...["--output", "type=cacheonly"],
    request.context,
  ];
  return { ...toolCommand(request.engine, args), env: { BUILDX_EXPERIMENTAL: "1" } };
}

/** Which stage of which file, and by whom. */
function stageArgs({ builderName, target, dockerfile }: BuildRequest): string[] {
  return [
    ...each("--builder", builderName === undefined ? [] : [builderName]),
    ...each("--target", target === undefined ? [] : [target]),
    ...["-f", dockerfile],
  ];
}

/** What the steps of a build are given. */
function inputArgs(request: BuildRequest): string[] {
  const { engine, platforms = [], secrets = [], ssh = [] } = request;
  return [
    ...each("--platform", platforms.length > 0 ? [platforms.join(",")] : []),
    ...each("--build-arg", assignments(request.buildArgs)),
    ...each("--build-arg", request.environmentArgs ?? []),
    ...each("--build-context", assignments(request.buildContexts)),
    ...each(
      "--secret",
      secrets.map(secret => secretValue(secret, engine)),
    ),
    ...each(
      "--ssh",
      ssh.map(({ id, path }) => (path === undefined ? id : `${id}=${path}`)),
    ),
    ...each("--cache-from", request.cacheFrom ?? []),
  ];
}

/** What a build has left behind when it ended well, in words: `Built app:build`. */
export function resultOf({ image, moreTags = [], output }: BuildRequest): string {
  if (typeof output === "object" && "folder" in output)
    return l10n.t("Wrote the files to {0}", output.folder);
  const names = [image, ...moreTags].join(", ");
  return output === "push" ? l10n.t("Pushed {0}", names) : l10n.t("Built {0}", names);
}

function each(option: string, values: readonly string[]): string[] {
  return values.flatMap(value => [option, value]);
}

function assignments(values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}

/** Buildah takes a file for the variable that is called as the secret, unless it is told; it knows no quotes either. */
function secretValue(secret: Secret, { builder }: Engine): string {
  const place = "file" in secret ? `src=${secret.file}` : `env=${secret.variable}`;
  if (builder !== "podman") return csvRecord([`id=${secret.id}`, place]);
  return [`id=${secret.id}`, place, ...("file" in secret ? ["type=file"] : [])].join(",");
}

function noCacheArgs(noCache: BuildRequest["noCache"]): string[] {
  if (noCache === undefined) return [];
  return noCache === "all" ? ["--no-cache"] : each("--no-cache-filter", noCache);
}

/**
 * The builder that somebody has made the current one may keep its images to itself. A build that is read leaves its image in the
 * engine wherever it was made; to one that builds inside the engine `--load` says nothing.
 */
function wanted({ output, engine }: BuildRequest): Output | undefined {
  return output ?? (engine.builder === "buildx" ? "load" : undefined);
}

function outputArgs(output: Output | undefined, { builder }: Engine): string[] {
  if (output === undefined) return [];
  if (output === "push") return ["--push"];
  // The others have no other place for an image.
  if (output === "load") return builder === "buildx" || builder === "docker" ? ["--load"] : [];
  const fields =
    "layout" in output
      ? ["type=oci", "tar=false", `dest=${output.layout}`]
      : ["type=local", `dest=${output.folder}`];
  return ["--output", builder === "podman" ? fields.join(",") : csvRecord(fields)];
}
