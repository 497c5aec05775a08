/** Builds a stage into a folder of this machine: its files, and no image. */
import { engineCommand, type BuildRequest } from "../engine/engineCommand";
import type { EngineCommand } from "../engine/engine";

/** The command, or why this builder has none. `folder` is absolute. */
export function exportCommand(request: BuildRequest, folder: string): EngineCommand | { problem: string } {
  const { builder } = request.engine;
  if (builder === "legacy") {
    return {
      problem:
        "This Docker builds without BuildKit, which alone can build into a folder. Install the buildx component (https://docs.docker.com/go/buildx/).",
    };
  }
  if (builder === "podman" && folder.includes(",")) {
    return { problem: `Podman cannot export to a folder with a comma in its path: ${folder}` };
  }
  const { args, ...command } = engineCommand(request, "shown");
  // The context is the last word, and what is before it are options.
  const output = ["--output", `type=local,${csvField(`dest=${folder}`)}`];
  return { ...command, args: [...args.slice(0, -1), ...output, ...args.slice(-1)] };
}

/** A field as CSV has it: with quotes where it holds what CSV itself uses. */
function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
