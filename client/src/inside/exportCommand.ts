/** Builds a stage into a folder of this machine: its files, and no image. */
import { builderProblem } from "../engine/builderProblem";
import type { BuildRequest } from "../engine/buildRequest";
import type { EngineCommand } from "../engine/engine";
import { engineCommand } from "../engine/engineCommand";
import { valueProblem } from "../engine/valueProblem";

/** The command, or why this builder has none. `folder` is absolute. */
export function exportCommand(request: BuildRequest, folder: string): EngineCommand | { problem: string } {
  const exported: BuildRequest = { ...request, output: { folder } };
  const problem = valueProblem(exported) ?? builderProblem(exported);
  return problem === undefined ? engineCommand(exported, "shown") : { problem: problem.message };
}
