/** The command of a build, as an argument vector: nothing in it ever passes through a shell. */

/**
 * Which builder answers. `buildx`: `docker buildx build`. `docker`: `docker build`, which hands over to buildx.
 * `embedded`: `docker build` of a Docker before 23, with the BuildKit inside it. `legacy`: `docker build` without any
 * BuildKit.
 */
export type Builder = "buildx" | "docker" | "embedded" | "legacy";

export interface BuildRequest {
  builder: Builder;
  /** The docker program: a name on PATH or an absolute path. */
  dockerPath: string;
  dockerfile: string;
  context: string;
  /** `undefined` for the last stage of the file. */
  target: string | undefined;
  image: string;
  buildArgs: Readonly<Record<string, string>>;
  buildContexts: Readonly<Record<string, string>>;
}

export interface EngineCommand {
  file: string;
  args: string[];
  /** Variables to set beside those of this process. */
  env: Record<string, string>;
}

/**
 * The command that builds `request`. `progress: "plain"` is for a process whose output is read; a person who pastes the
 * command into a terminal gets the engine's own choice.
 */
export function engineCommand(request: BuildRequest, progress: "plain" | "auto"): EngineCommand {
  const { builder, target, buildArgs, buildContexts } = request;
  const args = builder === "buildx" ? ["buildx", "build"] : ["build"];
  // The legacy builder refuses the option.
  if (progress === "plain" && builder !== "legacy") args.push("--progress=plain");
  if (target !== undefined) args.push("--target", target);
  args.push("-f", request.dockerfile, "-t", request.image);
  for (const [name, value] of Object.entries(buildArgs)) args.push("--build-arg", `${name}=${value}`);
  for (const [name, value] of Object.entries(buildContexts)) args.push("--build-context", `${name}=${value}`);
  args.push(request.context);
  // Docker before 23 builds with BuildKit only when told to; later ones do so by themselves.
  return { file: request.dockerPath, args, env: builder === "embedded" ? { DOCKER_BUILDKIT: "1" } : {} };
}

/** Why the builder at hand cannot do what the request asks for, with the next step. */
export function builderProblem({ builder, buildContexts }: BuildRequest): string | undefined {
  const names = Object.keys(buildContexts);
  if (builder === "buildx" || builder === "docker" || names.length === 0) return undefined;
  return (
    `The setting dockerfileStages.build.contexts names ${names.map(name => `"${name}"`).join(", ")}, which needs buildx. ` +
    "Install the buildx component (https://docs.docker.com/go/buildx/), or empty the setting."
  );
}
