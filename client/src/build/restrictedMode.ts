/**
 * Restricted Mode: what this extension hides and refuses in a workspace that is not trusted. A build runs what the Dockerfile
 * says, so nothing starts an engine there; reading and editing a Dockerfile works as ever.
 */
import * as vscode from "vscode";
import { notify } from "./problems/notify";
import * as problems from "./problems/problems";

/** Whether the window is in Restricted Mode: no program may be started. */
export function isRestricted(): boolean {
  return !vscode.workspace.isTrusted;
}

/** Calls `listener` when the workspace becomes trusted, which ends Restricted Mode. */
export function onDidLeaveRestrictedMode(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidGrantWorkspaceTrust(listener);
}

/** Whether the lenses that build, run or open a shell are shown over the stages of a document. */
export function showsBuildLenses({ uri }: vscode.TextDocument): boolean {
  return !isRestricted() && (uri.scheme === "file" || uri.scheme === "untitled");
}

/** In Restricted Mode tells the person to trust the workspace first, and answers true: the command stops there. */
export function refusedInRestrictedMode(): boolean {
  if (!isRestricted()) return false;
  notify(problems.untrusted());
  return true;
}
