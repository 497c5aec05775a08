/** What the settings say of running and reading the stages of a Dockerfile. */
import * as vscode from "vscode";
import { readRunSettings, type RunSettings } from "./runSettings";

export function runSettingsOf(uri: vscode.Uri): RunSettings {
  const configuration = vscode.workspace.getConfiguration("dockerfileStages", uri);
  return readRunSettings(key => configuration.get(key));
}
