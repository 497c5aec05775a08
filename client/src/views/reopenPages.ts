/** Pages that were open when the window was closed or loaded anew: VS Code has their panels, and what each has kept. */
import * as vscode from "vscode";
import { fieldsOf } from "../engine/fields";

/** What a page of `Shown` keeps as plain data: the same, with the address of its Dockerfile as a text. */
export type Saved<Shown extends { uri: vscode.Uri }> = Omit<Shown, "uri"> & { uri: string };

/**
 * Listens for panels of a kind. `reopen` is given what the page has kept, and answers whether it has filled the panel; a panel that
 * nothing can be shown in closes.
 */
export function reopenPages(
  viewType: string,
  reopen: (panel: vscode.WebviewPanel, saved: unknown) => Promise<boolean>,
): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, state: unknown) => {
      const saved = fieldsOf(state)["saved"];
      // What another version of the extension has kept may be of another shape.
      const isShown =
        saved !== null && saved !== undefined && (await reopen(panel, saved).catch(() => false));
      if (!isShown) panel.dispose();
    },
  });
}
