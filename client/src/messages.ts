/**
 * Messages to the person. Only this file shows them (eslint holds it): a notification makes links of what looks like one, links that
 * run commands among them, and messages contain words of files, images and engines.
 */
import * as vscode from "vscode";
import { inLabel, inNotification } from "./progress/uiText";

/** Shows an error with buttons; answers the button that was pressed. */
export function showError(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(inNotification(message), ...buttons);
}

/** Shows a warning with buttons; answers the button that was pressed. */
export function showWarning(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(inNotification(message), ...buttons);
}

/** Shows an information with buttons; answers the button that was pressed. */
export function showInformation(message: string, ...buttons: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(inNotification(message), ...buttons);
}

/** Asks in a dialog, which nobody overlooks; answers whether the button was pressed. */
export async function confirm(message: string, detail: string, button: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(inNotification(message), options, button)) === button;
}

/** Shows a message in the status bar for a while. */
export function showInStatusBar(message: string, milliseconds: number): void {
  vscode.window.setStatusBarMessage(inLabel(message), milliseconds);
}

/** Shows a notification with "Cancel" while `work` goes on; `say` changes what stands behind the title. */
export function withProgress<Answer>(
  title: string,
  work: (say: (message: string) => void, token: vscode.CancellationToken) => Thenable<Answer>,
): Thenable<Answer> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: inNotification(title), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) =>
    work(message => {
      progress.report({ message: inNotification(message) });
    }, token),
  );
}
