/** Gives an unnamed stage a name, as an edit like any other: ` AS <name>` behind its base. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { LanguageServer } from "../../server/languageServer";
import { placeOfName, stageNameProblem, suggestStageName } from "../../build/request/stageName";
import { notify } from "../../build/problems/notify";
import { requireModel } from "../resolveStage";

/** Asks for a name and writes it into the file; answers it, or `undefined` if the person did not want to. */
export async function nameStage(
  server: LanguageServer,
  document: vscode.TextDocument,
  index: number,
): Promise<string | undefined> {
  const before = await requireModel(server, document);
  if (before === undefined) return undefined;
  const suggestion = suggestStageName(before, index);
  const name = await vscode.window.showInputBox({
    title: l10n.t("Name This Stage and Build"),
    prompt: l10n.t(
      'The builder can build a stage only by its name. The name is inserted after "FROM {0}".',
      before.stages[index]?.base.text ?? "",
    ),
    value: suggestion,
    valueSelection: [0, suggestion.length],
    validateInput: text => stageNameProblem(before, text),
  });
  if (name === undefined) return undefined;

  // The file may have changed while the person was typing.
  const model = await requireModel(server, document);
  if (model === undefined) return undefined;
  const place = placeOfName(model, index);
  const problem = stageNameProblem(model, name);
  if (place === undefined || problem !== undefined) {
    notify({
      message:
        problem === undefined
          ? l10n.t("The file changed, so nothing was written. Select the stage again.")
          : l10n.t("The file changed, so nothing was written. {0}", problem),
      steps: [],
    });
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(place.line, place.character), ` AS ${name}`);
  if (!(await vscode.workspace.applyEdit(edit))) {
    notify({
      message: l10n.t("The name could not be written, because the file cannot be edited."),
      steps: [],
    });
    return;
  }
  return name;
}
