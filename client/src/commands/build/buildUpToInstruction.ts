/** "Build up to This Instruction" and "Open Shell after This Instruction": a stage, cut off behind one of its instructions. */
import * as vscode from "vscode";
import type { BuildSession } from "../../build/session";
import { stopAt } from "../../build/request/stopAt";
import { notify } from "../../build/problems/notify";
import type { LanguageServer } from "../../server/languageServer";
import { readArgument } from "../argument";
import { builtBy } from "../inside/builtStage";
import { openShellIn } from "../inside/openShell";
import { noDockerfile, requireModel, resolveDockerfile } from "../resolveStage";
import type { StartedBuild } from "./buildUpToStage";
import { documentToBuild } from "./savedDockerfile";

/** "Build up to This Instruction". The argument, if any, names the Dockerfile and a line, from 1; else the cursor does. */
export async function buildUpToInstruction(
  server: LanguageServer,
  session: BuildSession,
  argument: unknown,
): Promise<void> {
  const document = await dockerfileOf(argument);
  if (document !== undefined) await startUpTo(server, session, document, argument);
}

/** "Open Shell after This Instruction", of the same argument: where its stage stands once the instruction has run. */
export async function openShellAfterInstruction(
  server: LanguageServer,
  session: BuildSession,
  argument: unknown,
): Promise<void> {
  const document = await dockerfileOf(argument);
  if (document === undefined) return;
  const built = await builtBy(session, () => startUpTo(server, session, document, argument));
  if (built !== undefined) await openShellIn(built);
}

async function dockerfileOf(argument: unknown): Promise<vscode.TextDocument | undefined> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) notify(noDockerfile());
  return resolved?.document;
}

/** Starts the build after what stands in the way is settled with the person; answers null where it did not start. */
async function startUpTo(
  server: LanguageServer,
  session: BuildSession,
  written: vscode.TextDocument,
  argument: unknown,
): Promise<StartedBuild | null> {
  const document = await documentToBuild(written);
  if (document === undefined) return null;
  const model = await requireModel(server, document);
  if (model === undefined) return null;
  const line = readArgument(argument).line ?? cursorLine(document);
  const stop = stopAt(model, line);
  if ("problem" in stop) {
    notify({ message: stop.problem, steps: [] });
    return null;
  }
  // A part of a stage goes nowhere else, wherever the settings want the results of builds.
  await session.start(document, undefined, { line, output: "image" });
  return { uri: document.uri, stage: undefined, line };
}

/** From 1: of the active editor, else of one that shows the document. */
function cursorLine(document: vscode.TextDocument): number {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = [activeTextEditor, ...visibleTextEditors].find(each => each?.document === document);
  return (editor?.selection.active.line ?? 0) + 1;
}
