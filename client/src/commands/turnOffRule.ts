/** Turns a rule off by its setting, for the quick fix of a rule that says what builds of this machine have shown. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { fieldsOf, textOf } from "../engine/fields";
import { showInformation } from "../messages";

/** The name of a rule: nothing else gets into the name of a setting. */
const RULE = /^[A-Za-z]+$/;

/** The command's handler. The argument names the Dockerfile and the rule: `{ uri, rule }`. */
export async function turnOffRule(argument: unknown): Promise<void> {
  const { uri, rule } = fieldsOf(argument);
  const name = textOf(rule);
  if (name === undefined || !RULE.test(name)) return;
  const document = textOf(uri);
  const settings = vscode.workspace.getConfiguration(
    "dockerfileStages.rules",
    document === undefined ? undefined : vscode.Uri.parse(document, true),
  );
  const { Global, Workspace } = vscode.ConfigurationTarget;
  const isInWorkspace = vscode.workspace.workspaceFolders !== undefined;
  await settings.update(name, "off", isInWorkspace ? Workspace : Global);
  const open = l10n.t("Open Settings");
  const choice = await showInformation(l10n.t("{0} is off.", name), open);
  if (choice === open)
    await vscode.commands.executeCommand("workbench.action.openSettings", `dockerfileStages.rules.${name}`);
}
