/** The command of a build, as an argument vector: nothing in it ever passes through a shell. */

import { toolCommand, type Engine, type EngineCommand } from "./engine";

export interface BuildRequest {
  engine: Engine;
  dockerfile: string;
  context: string;
  /** `undefined` for the last stage of the file. */
  target: string | undefined;
  image: string;
  buildArgs: Readonly<Record<string, string>>;
  buildContexts: Readonly<Record<string, string>>;
}

/**
 * The command that builds `request`. `read` is for a process whose output is read, as `engine.progress` has it; a person
 * who pastes the command into a terminal (`shown`) gets the engine's own choice.
 */
export function engineCommand(request: BuildRequest, output: "read" | "shown"): EngineCommand {
  const { engine, target, buildArgs, buildContexts } = request;
  const args = engine.builder === "buildx" ? ["buildx", "build"] : ["build"];
  if (output === "read" && engine.progress !== "none") args.push(`--progress=${engine.progress}`);
  if (target !== undefined) args.push("--target", target);
  args.push("-f", request.dockerfile, "-t", request.image);
  for (const [name, value] of Object.entries(buildArgs)) args.push("--build-arg", `${name}=${value}`);
  for (const [name, value] of Object.entries(buildContexts)) args.push("--build-context", `${name}=${value}`);
  args.push(request.context);
  const command = toolCommand(engine, args);
  // Docker before 23 builds with BuildKit only when told to; later ones do so by themselves.
  return engine.builder === "embedded" ? { ...command, env: { DOCKER_BUILDKIT: "1" } } : command;
}

/** Why the builder at hand cannot do what the request asks for, with the next step. */
export function builderProblem({ engine: { builder }, buildContexts }: BuildRequest): string | undefined {
  const names = Object.keys(buildContexts);
  if (builder === "buildx" || builder === "docker" || names.length === 0) return undefined;
  return (
    `The setting dockerfileStages.build.contexts names ${names.map(name => `"${name}"`).join(", ")}, which needs buildx. ` +
    "Install the buildx component (https://docs.docker.com/go/buildx/), or empty the setting."
  );
}
