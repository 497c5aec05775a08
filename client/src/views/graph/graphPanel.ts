/** "Stage Graph": a page beside the code, one a Dockerfile. Those of the window before come back by themselves. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { followDocument, type GraphServices } from "./followDocument";
import { dockerfileName } from "./graphExport";
import type { SavedPage } from "./messages";
import { readSaved } from "./readMessage";

export const GRAPH_VIEW = "dockerfileStages.graph";

export interface GraphPanels {
  /** Shows the graph of a Dockerfile: a file, or one inside of another file, by its address. */
  show(uri: vscode.Uri): void;
}

/** No panel yet; those of the window before come back by themselves. */
export function createGraphPanels(
  context: Pick<vscode.ExtensionContext, "subscriptions">,
  services: GraphServices,
): GraphPanels {
  const shown = new Map<string, vscode.WebviewPanel>();
  const keep = (uri: vscode.Uri, panel: vscode.WebviewPanel, saved: SavedPage) => {
    const key = uri.toString();
    shown.set(key, panel);
    panel.onDidDispose(() => shown.delete(key));
    followDocument(panel, uri, saved, services);
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(GRAPH_VIEW, {
      deserializeWebviewPanel: (panel, state) => {
        const saved = readSaved(state);
        if (saved === undefined) panel.dispose();
        else keep(vscode.Uri.parse(saved.uri), panel, saved);
        return Promise.resolve();
      },
    }),
    {
      dispose: () => {
        for (const panel of [...shown.values()]) panel.dispose();
      },
    },
  );
  return {
    show(uri) {
      const known = shown.get(uri.toString());
      if (known !== undefined) {
        known.reveal(undefined, false);
        return;
      }
      const panel = vscode.window.createWebviewPanel(
        GRAPH_VIEW,
        titleOf(uri),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false },
        { enableScripts: true },
      );
      keep(uri, panel, { uri: uri.toString() });
    },
  };
}

function titleOf(uri: vscode.Uri): string {
  return l10n.t("Stages of {0}", dockerfileName(uri));
}
