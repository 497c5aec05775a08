/** The lenses of a stage that runs: that it does, what stops it, and where its ports are. They stand in the row of its other lenses. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Run, Runs } from "../build/runs";
import { targetOfName } from "../build/request/stageTarget";
import type { LanguageServer } from "../server/languageServer";
import { STOP_RUN_COMMAND } from "./commandIds";
import type { DocumentSnapshots } from "./documentSnapshots";
import { registerFrontLenses } from "./frontLenses";

/** More ports than anybody opens. */
const MOST_ADDRESSES = 3;
/** Beside an icon, a lens drops every other space. */
const SPACE = "\u00a0";

/** Registers the lenses; what it answers takes them away. */
export function createRunLenses(
  server: Pick<LanguageServer, "onDidStart">,
  runs: Runs,
  snapshots: DocumentSnapshots,
): vscode.Disposable {
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: runs.onDidChange,
    async provideCodeLenses(document) {
      const { uri } = document;
      const settings = vscode.workspace.getConfiguration("dockerfileStages.codeLens", document);
      if (settings.get("enabled") === false || settings.get("run") === false) return [];
      const running = runs.of(uri);
      const snapshot = running.length === 0 ? undefined : await snapshots.of(document);
      if (snapshot === undefined) return [];
      return running.flatMap(run => {
        const target = targetOfName(snapshot, run.stage);
        if (target.kind === "gone") return [];
        const { start } = target.stage.keywordRange;
        const range = new vscode.Range(start.line, start.character, start.line, start.character);
        return runCommands(run).map(command => new vscode.CodeLens(range, command));
      });
    },
  };
  return registerFrontLenses(server, provider);
}

function runCommands({ addresses, id }: Run): vscode.Command[] {
  return [
    { title: `$(vm-running)${SPACE}${l10n.t("Running")}`, command: "" },
    { title: l10n.t("Stop"), command: STOP_RUN_COMMAND, arguments: [{ run: id }] },
    ...addresses.slice(0, MOST_ADDRESSES).map(address => ({
      title: address,
      command: "vscode.open",
      arguments: [vscode.Uri.parse(`http://${address}`)],
      tooltip: l10n.t("Open {0}", address),
    })),
  ];
}
