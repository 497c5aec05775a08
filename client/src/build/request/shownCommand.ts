/** The command that a build of a stage would run, as a line for the terminal that this person has. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import {
  BUILD_COMMAND_LINE_REQUEST,
  type BuildArguments,
  type BuildCommandLineAnswer,
} from "../../../../server/src/protocol";
import { commandLine, shellOf } from "../../engine/commandLine";
import type { Engine } from "../../engine/engine";
import { engineCommand } from "../../engine/engineCommand";
import type { BuildSettings } from "./buildSettings";
import { createRequest } from "./createRequest";
import type { Engines } from "../engines/engines";
import { settingsFor } from "./settingsFor";
import * as problems from "../problems/problems";
import { selectUse, type Problem } from "../problems/problems";
import type { Snapshot } from "../../snapshot/snapshot";
import { askNobody } from "../uses/askOpenValue";
import { neededImage } from "../uses/imagePlace";
import type { UsedBuild, UseProblem } from "../uses/usedBuild";
import { valuesOf, type StageToBuild } from "../uses/usedRequest";
import { useInForce } from "../uses/findUse";
import type { BuildServices } from "./prepareBuild";
import { targetOfIndex } from "./stageTarget";
import { isRestricted } from "../restrictedMode";

export type ShownCommand = { line: string; problem?: never } | { problem: Problem; line?: never };

/** The line, or why there is none. */
export async function shownCommand(
  { engines, uses }: Pick<BuildServices, "engines" | "uses">,
  { uri }: vscode.TextDocument,
  model: Snapshot,
  index: number,
): Promise<ShownCommand> {
  const name = path.basename(uri.path);
  if (uri.scheme === "untitled") return { problem: problems.untitled(name) };
  if (uri.scheme !== "file") return { problem: problems.notOnDisk(name, uri.scheme) };
  const target = targetOfIndex(model, index);
  if (target.kind === "unnamed" || target.kind === "hidden" || target.kind === "gone") {
    const message =
      target.kind === "hidden"
        ? l10n.t(
            'A later stage has the name "{0}" too, and the builder would build that one. Rename one of them first.',
            target.name,
          )
        : l10n.t(
            "This stage has no name, and the builder can build a stage only by its name. Name it first.",
          );
    return { problem: { message, steps: [] } };
  }
  const read = settingsFor({ uri });
  if ("problem" in read) return read;
  const used = await usedValues(uses, { uri, snapshot: model, target }, read.settings);
  if (used?.problem !== undefined) return { problem: { message: used.problem, steps: [selectUse()] } };
  const { request, problem } = createRequest({
    dockerfile: uri.fsPath,
    workspaceFolder: vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath,
    model,
    target,
    settings: read.settings,
    engine: await engineToShow(engines, read.settings),
    chosen: engines.chosen(),
    use: used,
    context: uses.contextOf(uri),
  });
  if (problem !== undefined) return { problem };
  const line = commandLine(engineCommand(request, "shown"), shellOf(vscode.env.shell, process.platform));
  if (line !== undefined) return { line };
  const message = l10n.t(
    "A build argument contains a line break, which is not possible in a command line of cmd.exe.",
  );
  return { problem: { message, steps: [] } };
}

/** What the use in force gives. The images of other builds are named, and not made. */
async function usedValues(
  uses: BuildServices["uses"],
  stage: StageToBuild,
  settings: BuildSettings,
): Promise<(UsedBuild & { problem?: never }) | UseProblem | undefined> {
  const answer = await uses.of(stage.uri);
  const use = useInForce(answer);
  if (use === undefined) return undefined;
  const images = new Map(
    [...answer.uses, ...answer.needed].map(each => [each.id, neededImage(each, true).context]),
  );
  return valuesOf(use, stage, settings, {}, uses.contextOf(stage.uri), images, askNobody);
}

/** Answers the server, which shows the line where it explains a stage, until it is disposed of. */
export function answerBuildCommands(services: BuildServices): vscode.Disposable {
  const { server } = services;
  return server.onRequest(
    BUILD_COMMAND_LINE_REQUEST,
    async ({ uri, stage }: BuildArguments): Promise<BuildCommandLineAnswer> => {
      const document = server.openDocument(uri);
      if (document === undefined) return { command: null };
      const shown = await shownCommand(services, document, await server.snapshot(document), stage);
      return { command: shown.line ?? null };
    },
  );
}

/** Without an engine, or in a workspace where nothing may run, the line is written for the usual one. */
async function engineToShow(engines: Engines, { engine, programs }: BuildSettings): Promise<Engine> {
  const builder = engine === "auto" ? "buildx" : engine;
  const program = builder === "podman" || builder === "nerdctl" ? programs[builder] : programs.docker;
  const usual: Engine = { builder, program, progress: "none" };
  if (isRestricted()) return usual;
  const probe = await engines.probe(programs, engine);
  return "engine" in probe ? probe.engine : usual;
}
