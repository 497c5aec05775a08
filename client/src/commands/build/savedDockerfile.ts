/** Settles with a person what keeps a Dockerfile from being built: trust, the place of the file, changes that are not saved. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import * as problems from "../../build/problems/problems";
import { notify } from "../../build/problems/notify";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import { saveModeOf } from "../../build/task/saveMode";
import { showWarning } from "../../messages";

/**
 * The document that an engine can read as a file: the same, or the file as which an untitled one was saved. Undefined where there is
 * none, which the person has been told.
 */
export async function documentToBuild(
  document: vscode.TextDocument,
): Promise<vscode.TextDocument | undefined> {
  const { scheme } = document.uri;
  const name = path.basename(document.uri.path);
  if (refusedInRestrictedMode()) return undefined;
  if (scheme === "untitled") return saveUntitled(document, name);
  if (scheme !== "file") {
    notify(problems.notOnDisk(name, scheme));
    return undefined;
  }
  if (!document.isDirty) return document;
  switch (saveModeOf(document)) {
    case "never":
      return document;
    case "save":
      return save(document, name);
    case "ask": {
      const message = l10n.t("{0} has unsaved changes, and a build uses the file on disk.", name);
      return (await asks(message)) ? save(document, name) : undefined;
    }
  }
}

async function save(document: vscode.TextDocument, name: string): Promise<vscode.TextDocument | undefined> {
  if (await document.save()) return document;
  notify({ message: l10n.t("{0} could not be saved, so nothing was built.", name), steps: [] });
  return undefined;
}

/** There is no file to build, whatever the setting says: a person says where it is to be. */
async function saveUntitled(
  document: vscode.TextDocument,
  name: string,
): Promise<vscode.TextDocument | undefined> {
  const message = l10n.t("{0} is not saved yet, and an engine can read only files.", name);
  if (saveModeOf(document) !== "save" && !(await asks(message))) return undefined;
  const saved = await vscode.workspace.save(document.uri);
  return saved && vscode.workspace.openTextDocument(saved);
}

async function asks(message: string): Promise<boolean> {
  const button = l10n.t("Save and Build");
  return (await showWarning(message, button)) === button;
}
