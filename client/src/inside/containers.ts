/** The running containers of the images of a stage: what an engine is asked, and what it says. Pure, but for the question itself. */
import { DOCKERFILE_LABEL, STAGE_LABEL } from "../engine/buildRequest";
import { toolCommand, type Engine, type EngineCommand } from "../engine/engine";
import { plainText } from "../engine/terminalText";

/** A container at work. */
export interface RunningContainer {
  readonly id: string;
  readonly name: string;
  /** The ports that this machine reaches, as one types them: `localhost:49153`. */
  readonly addresses: readonly string[];
}

/** Lists the running containers of a stage, one a line; an image carries its Dockerfile and its stage, and hands both to its containers. */
export function listContainers(engine: Engine, dockerfile: string, stage: string): EngineCommand {
  return toolCommand(engine, [
    "ps",
    "--no-trunc",
    "--filter",
    `label=${DOCKERFILE_LABEL}=${dockerfile}`,
    "--filter",
    `label=${STAGE_LABEL}=${stage}`,
    "--format",
    "{{.ID}}\t{{.Names}}\t{{.Ports}}",
  ]);
}

/** What {@link listContainers} prints; lines of any other form are left out. */
export function readContainers(text: string): RunningContainer[] {
  return text.split("\n").flatMap(line => {
    const [id = "", name = "", ports = ""] = line.replace(/\r$/, "").split("\t");
    if (!isContainer(id)) return [];
    return { id, name: plainText(name), addresses: [...new Set(addressesIn(ports))] };
  });
}

/** Whether a text is the id of a container, which cannot be an option of an engine. */
export function isContainer(id: string): boolean {
  return /^[0-9a-f]{12,64}$/.test(id);
}

/** `0.0.0.0:8080->80/tcp, [::]:8080->80/tcp`; a range of ports is told by its first one. */
function addressesIn(ports: string): string[] {
  return ports.split(", ").flatMap(port => {
    const [, local] =
      /^(?:127\.0\.0\.1|0\.0\.0\.0|\[?::\]?|localhost):(\d{1,5})(?:-\d{1,5})?->[\d-]+\/tcp$/.exec(port) ?? [];
    return local === undefined ? [] : `localhost:${local}`;
  });
}

/** Stops a container. */
export function stopContainer(engine: Engine, id: string): EngineCommand {
  return toolCommand(engine, ["stop", id]);
}

/** Prints what a container has printed, and goes on. */
export function followLogs(engine: Engine, id: string): EngineCommand {
  return toolCommand(engine, ["logs", "--follow", "--tail", "1000", id]);
}
