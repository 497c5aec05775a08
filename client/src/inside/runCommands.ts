/**
 * What an engine is told to run of the image of a stage: argument vectors, in which the name of an image is always the last
 * of the engine's own words, so that nothing of it can be an option.
 */
import { toolCommand, type Engine, type EngineCommand } from "../engine/engine";
import type { Port } from "../engine/image";

/** Where the ports of a container are to be had on this machine: at their own numbers, at any that is free, nowhere. */
export type Publishing = "same" | "random" | "none";

/** Says of a container which run of ours it is. */
const RUN_LABEL = "dev.dockerfile-stages.run";
/** Where the sidecar sees the files of a stage. */
export const STAGE_FOLDER = "/stage";

/**
 * Whether an engine takes the text as the name of an image, whatever it says: a name with or without a registry, a tag and a
 * digest, or an id. All else, and a leading dash above all, must not get into a command.
 */
export function isImageName(text: string): boolean {
  return /^[a-z0-9](?:[\w.-]|\/(?!\/)|:(?=\w)|@(?=sha256:)){0,500}$/i.test(text);
}

/** Runs the image with its own ENTRYPOINT and CMD. `run` names this run. */
export function runCommand(
  engine: Engine,
  image: string,
  publish: readonly string[],
  run: string,
): EngineCommand {
  return toolCommand(engine, [...RUN, "--label", `${RUN_LABEL}=${run}`, ...publish, image]);
}

/** `--publish` for each port, at addresses that only this machine reaches. */
export function publishOptions(ports: readonly Port[], publishing: Publishing): string[] {
  if (publishing === "none") return [];
  return ports.flatMap(({ number, protocol }) => {
    const local = publishing === "same" ? String(number) : "";
    return ["--publish", `127.0.0.1:${local}:${number}/${protocol}`];
  });
}

/** Lists the ids of the containers of a run that are at work: one, or none. */
export function containerOfRun(engine: Engine, run: string): EngineCommand {
  return toolCommand(engine, ["ps", "--quiet", "--filter", `label=${RUN_LABEL}=${run}`]);
}

/** The id in what {@link containerOfRun} prints; undefined while there is none. */
export function readContainerId(text: string): string | undefined {
  return /^[0-9a-f]{12,64}$/m.exec(text)?.[0];
}

/** Where the ports of a container are: `8080/tcp -> 127.0.0.1:49153`, a line each. */
export function portsOfContainer(engine: Engine, container: string): EngineCommand {
  return toolCommand(engine, ["port", container]);
}

/** The addresses in what `port` prints, as one types them: `localhost:49153`. */
export function readAddresses(text: string): { port: string; address: string }[] {
  return [...text.matchAll(/^(\d+)\/tcp -> (?:127\.0\.0\.1|0\.0\.0\.0):(\d+)\s*$/gm)].map(
    ([, port = "", local = ""]) => ({ port, address: `localhost:${local}` }),
  );
}

/** Runs a program of the image in a terminal; `program` is the entrypoint with its arguments. */
export function shellCommand(engine: Engine, image: string, [program, ...args]: Shell): EngineCommand {
  return toolCommand(engine, [...RUN, "--entrypoint", program, image, ...args]);
}

/** The entrypoint and its arguments. */
export type Shell = readonly [program: string, ...args: string[]];

/** A shell of another image that sees the files of the stage below {@link STAGE_FOLDER}, read-only: Docker 28 and podman. */
export function sidecarCommand(engine: Engine, imageId: string, debugImage: string): EngineCommand {
  const mount = `type=image,source=${imageId},target=${STAGE_FOLDER}`;
  const options = ["--mount", mount, "--workdir", STAGE_FOLDER, "--entrypoint", "sh"];
  return toolCommand(engine, [...RUN, ...options, debugImage]);
}

/** The same where an image cannot be mounted: of the image that {@link sidecarBuild} has made. */
export function copiedSidecarCommand(engine: Engine, sidecar: string): EngineCommand {
  return toolCommand(engine, [...RUN, "--workdir", STAGE_FOLDER, "--entrypoint", "sh", sidecar]);
}

/** Read from the standard input. What differs comes as arguments: no name gets into the text. */
export const SIDECAR_DOCKERFILE = `ARG STAGE
ARG DEBUG
FROM \${STAGE} AS dockerfile-stages-files
FROM \${DEBUG}
COPY --from=dockerfile-stages-files / ${STAGE_FOLDER}/
`;

/** Builds an image of the debug image and the files of the stage; the Dockerfile is its input. */
export function sidecarBuild(
  engine: Engine,
  image: string,
  debugImage: string,
  sidecar: string,
): EngineCommand {
  const args = ["--build-arg", `STAGE=${image}`, "--build-arg", `DEBUG=${debugImage}`, "--tag", sidecar];
  return toolCommand(engine, ["build", "--quiet", ...args, "-"]);
}

/** What {@link mountsImages} reads. */
export function versionCommand(engine: Engine): EngineCommand {
  return toolCommand(engine, ["version", "--format", "{{.Client.APIVersion}} {{.Server.APIVersion}}"]);
}

/** Whether a Docker with these versions of its interface, its client's and its own, can mount an image: from 1.48 on. */
export function mountsImages(versions: string): boolean {
  const found = [...versions.matchAll(/(?<!\S)(\d+)\.(\d+)(?!\S)/g)];
  return found.length === 2 && found.every(([, major, minor]) => Number(major) > 1 || Number(minor) >= 48);
}

/** `docker debug` of an image. */
export function dockerDebugCommand(engine: Engine, image: string): EngineCommand {
  return toolCommand(engine, ["debug", image]);
}

/** What {@link hasDockerDebug} reads. A Docker without the plugin answers with its own help, and status 0. */
export function dockerDebugHelp(engine: Engine): EngineCommand {
  return toolCommand(engine, ["debug", "--help"]);
}

/** Whether the help is that of `docker debug`. */
export function hasDockerDebug(help: string): boolean {
  return /^Usage:\s+docker debug\b/m.test(help);
}

const RUN = ["run", "--rm", "--interactive", "--tty"];
