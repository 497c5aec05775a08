/** "Copy Build Command": what a build would run, as a line for the terminal that this person has. */
import * as path from "node:path";
import * as vscode from "vscode";
import { commandLine, shellOf } from "../engine/commandLine";
import type { Engine } from "../engine/engine";
import { engineCommand } from "../engine/engineCommand";
import type { BuildSettings } from "../build/buildSettings";
import type { BuildTerminals } from "../build/buildTerminal";
import { createRequest } from "../build/createRequest";
import type { Engines } from "../build/engines";
import { settingsFor } from "../build/prepareBuild";
import * as problems from "../build/problems";
import { targetOfIndex } from "../build/stageTarget";
import { stageAtHand, tell } from "./stageAtHand";

/** The command's handler. */
export async function copyBuildCommand(
  { client, engines }: Pick<BuildTerminals, "client" | "engines">,
  argument: unknown,
): Promise<void> {
  const atHand = await stageAtHand(client, argument);
  if (atHand === undefined) return;
  const { document, model, index } = atHand;
  const { uri } = document;
  if (uri.scheme === "untitled") {
    tell(problems.untitled(path.basename(uri.path)));
    return;
  }
  if (uri.scheme !== "file") {
    tell(problems.notOnDisk(path.basename(uri.path), uri.scheme));
    return;
  }
  const target = targetOfIndex(model, index);
  if (target.kind === "unnamed" || target.kind === "hidden" || target.kind === "gone") {
    tell({
      message:
        target.kind === "hidden"
          ? `A later stage is called "${target.name}" too, and the builder would build that one. Rename one of them first.`
          : "This stage has no name, and the builder can be asked for a stage by its name only. Name it first.",
      steps: [],
    });
    return;
  }
  const read = settingsFor(document);
  if ("problem" in read) {
    tell(read.problem);
    return;
  }
  const { request, problem } = createRequest({
    dockerfile: uri.fsPath,
    workspaceFolder: vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath,
    model,
    target,
    settings: read.settings,
    engine: await engineOf(engines, read.settings),
    chosen: engines.chosen(),
  });
  if (problem !== undefined) {
    tell(problem);
    return;
  }
  const line = commandLine(engineCommand(request, "shown"), shellOf(vscode.env.shell, process.platform));
  if (line === undefined) {
    tell({
      message: "A build argument holds a line break, which cannot be written on a line of cmd.exe.",
      steps: [],
    });
    return;
  }
  await vscode.env.clipboard.writeText(line);
  vscode.window.setStatusBarMessage(`Copied: ${line}`, 5_000);
}

/** Without an engine, or in a workspace where nothing may run, the line is written for the usual one. */
async function engineOf(engines: Engines, { engine, programs }: BuildSettings): Promise<Engine> {
  const builder = engine === "auto" ? "buildx" : engine;
  const program = builder === "podman" || builder === "nerdctl" ? programs[builder] : programs.docker;
  const usual: Engine = { builder, program, progress: "none" };
  if (!vscode.workspace.isTrusted) return usual;
  const probe = await engines.probe(programs, engine);
  return "engine" in probe ? probe.engine : usual;
}
