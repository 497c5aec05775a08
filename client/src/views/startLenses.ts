/** What a person can begin with: in an empty Dockerfile, and in a workspace that has to be trusted before anything is built. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { isRestricted, onDidLeaveRestrictedMode } from "../build/restrictedMode";
import { LANGUAGE } from "../language";
import type { LanguageServer } from "../server/languageServer";

/** Whether nothing is written yet. */
export function isEmpty(document: vscode.TextDocument): boolean {
  return document.lineCount < 1_000 && document.getText().trim() === "";
}

/** Registers the lenses; `hasMachine`: there is one that could build. */
export function showStartLenses(server: LanguageServer, hasMachine: boolean): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    provideCodeLenses: async document => {
      if (isEmpty(document)) return emptyLenses(document);
      return hasMachine && isRestricted() ? trustLens(server, document) : [];
    },
  };
  return vscode.Disposable.from(
    changed,
    onDidLeaveRestrictedMode(() => {
      changed.fire();
    }),
    vscode.languages.registerCodeLensProvider({ language: LANGUAGE }, provider),
  );
}

function emptyLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
  const start = new vscode.Range(0, 0, 0, 0);
  const isFile = uri.scheme !== "untitled";
  return [
    {
      title: l10n.t("New Dockerfile from Project…"),
      command: "dockerfileStages.newDockerfile",
      ...(isFile && { arguments: [vscode.Uri.joinPath(uri, "..")] }),
    },
    { title: l10n.t("Fill with Snippet…"), command: "workbench.action.populateFileFromSnippet" },
  ].map(command => new vscode.CodeLens(start, command));
}

/** Once, over the first stage: the lenses that build are not there. */
async function trustLens(server: LanguageServer, document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  if (document.uri.scheme !== "file") return [];
  const { stages } = await server.snapshot(document);
  const [first] = stages;
  if (first === undefined) return [];
  const { line } = first.keywordRange.start;
  return [
    new vscode.CodeLens(new vscode.Range(line, 0, line, 0), {
      title: `$(shield) ${l10n.t("Trust this workspace to build its stages.")}`,
      command: "workbench.trust.manage",
    }),
  ];
}
