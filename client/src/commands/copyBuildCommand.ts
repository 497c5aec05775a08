/** "Copy Build Command": what a build would run, as a line for the terminal that this person has. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { commandLine, shellOf } from "../engine/commandLine";
import type { Engine } from "../engine/engine";
import { engineCommand } from "../engine/engineCommand";
import { buildRequest, placedSettings } from "../build/prepareBuild";
import * as problems from "../build/problems";
import { probeEngine } from "../engine/probeEngine";
import type { BuildSettings } from "../build/buildSettings";
import { targetOfIndex } from "../build/stageTarget";
import { stageAtHand, tell } from "./stageAtHand";

/** The command's handler. */
export async function copyBuildCommand(client: BaseLanguageClient, argument: unknown): Promise<void> {
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
  const placed = placedSettings(document);
  if (placed.problem !== undefined) {
    tell(placed.problem);
    return;
  }
  const { settings } = placed;
  const name = target.kind === "named" ? target.name : undefined;
  const request = buildRequest(document, settings, await engineOf(settings), name, target.name);
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
async function engineOf({ dockerPath, engine }: BuildSettings): Promise<Engine> {
  const usual = {
    builder: engine === "docker" ? "docker" : "buildx",
    program: dockerPath,
    progress: "none",
  } as const;
  if (!vscode.workspace.isTrusted) return usual;
  const probe = await probeEngine(dockerPath, engine);
  return "engine" in probe ? probe.engine : usual;
}
