/** Lenses of the window that stand before those of the server in their row: what is cut off in a narrow editor is not the state. */
import * as vscode from "vscode";
import { LANGUAGE } from "../language";
import type { LanguageServer } from "../server/languageServer";

/** Of two providers, VS Code puts the lenses of the one that was registered last before those of the other. */
export function registerFrontLenses(
  server: Pick<LanguageServer, "onDidStart">,
  provider: vscode.CodeLensProvider,
): vscode.Disposable {
  const register = () =>
    vscode.languages.registerCodeLensProvider({ language: LANGUAGE, scheme: "file" }, provider);
  let registered = register();
  const started = server.onDidStart(() => {
    registered.dispose();
    registered = register();
  });
  return vscode.Disposable.from(started, {
    dispose: () => {
      registered.dispose();
    },
  });
}
