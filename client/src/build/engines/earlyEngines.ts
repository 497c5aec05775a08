/**
 * Finds out which engine this machine has as soon as a person looks at a Dockerfile: a program needs a third of a second to say its
 * version, and the first click should not have to wait for that.
 */
import * as vscode from "vscode";
import { LANGUAGE } from "../../language";
import type { Engine } from "../../engine/engine";
import type { Engines } from "./engines";
import { settingsFor } from "../request/settingsFor";
import { isRestricted, onDidLeaveRestrictedMode } from "../restrictedMode";

/**
 * Asks quietly, in a trusted workspace only, and tells the engine of the Dockerfile in front: what is wrong is said by the build. What it
 * answers ends it.
 */
export function findEnginesEarly(
  engines: Pick<Engines, "probe">,
  onDidFind: (engine: Engine) => void,
): vscode.Disposable {
  const ask = () => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE || document.uri.scheme !== "file") return;
    if (isRestricted()) return;
    const read = settingsFor(document);
    if ("problem" in read) return;
    void engines.probe(read.settings.programs, read.settings.engine).then(found => {
      if ("engine" in found) onDidFind(found.engine);
    });
  };
  ask();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(ask),
    onDidLeaveRestrictedMode(ask),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (event.affectsConfiguration("dockerfileStages.build")) ask();
    }),
  );
}
