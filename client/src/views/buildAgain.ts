/** "Build Again" of a report: the same stage, or up to the same instruction, of the file as it is now. */
import * as vscode from "vscode";
import { BUILD_COMMAND, type BuildArguments } from "../../../server/src/protocol";
import { targetOfName } from "../build/request/stageTarget";
import type { LanguageServer } from "../server/languageServer";
import { BUILD_UP_TO_COMMAND } from "./commandIds";
import type { ShownReport } from "./reportedBuilds";

/** Of a stage that is gone, and of a server that does not answer, the command says so. */
export async function buildAgain(server: LanguageServer, uri: vscode.Uri, shown: ShownReport): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const snapshot = await server.snapshot(document).catch(() => undefined);
  const line = shown.lineNow(snapshot?.instructions ?? []);
  if (line !== undefined) {
    await vscode.commands.executeCommand(BUILD_UP_TO_COMMAND, { uri: uri.toString(), line });
    return;
  }
  const target = snapshot && targetOfName(snapshot, shown.stage);
  const index = target === undefined || target.kind === "gone" ? -1 : target.stage.index;
  const again: BuildArguments = { uri: uri.toString(), stage: index };
  await vscode.commands.executeCommand(BUILD_COMMAND, again);
}
