/** What the editor shows of a Dockerfile already, and what a person does not want to see. */
import * as vscode from "vscode";
import type { ShownFinding } from "../../progress/builderFindings";

/** All diagnostics of a file, but for those of the sources that are named. */
export function shownFindings(uri: vscode.Uri, ...without: string[]): ShownFinding[] {
  return vscode.languages
    .getDiagnostics(uri)
    .filter(({ source }) => source === undefined || !without.includes(source))
    .map(({ code, message, range }) => ({
      code: typeof code === "object" ? String(code.value) : code === undefined ? undefined : String(code),
      message,
      first: range.start.line + 1,
      last: range.end.line + 1,
    }));
}

/** Whether the settings switch a rule of the builder off. */
export function ruleIsOff(uri: vscode.Uri, rule: string): boolean {
  return vscode.workspace.getConfiguration("dockerfileStages.rules", uri).get(rule) === "off";
}
