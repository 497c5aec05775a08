/** The comparison of the sizes of a Dockerfile's stages, in a panel. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { ModelInstruction } from "../../../server/src/protocol";
import type { LanguageServer } from "../server/languageServer";
import type { SizeComparison } from "../report/sizes";
import { sizesJson } from "../report/sizesJson";
import { sizesMarkdown } from "../report/sizesMarkdown";
import { sizesBody } from "../report/sizesPage";
import { exportAction } from "./exportPage";
import { openPagePanel, type PagePanel } from "./pagePanel";
import { revealLine } from "./revealLine";

/** What was compared, and the instructions of the file as it was then. */
export interface Compared {
  uri: vscode.Uri;
  comparison: SizeComparison;
  instructions: readonly ModelInstruction[];
}

export interface SizePages {
  show(compared: Compared): void;
  dispose(): void;
}

/** No comparison open yet; one panel a Dockerfile. */
export function createSizePages(extensionUri: vscode.Uri, server: LanguageServer): SizePages {
  const pages = new Map<string, { shown: PagePanel; compared: Compared }>();

  function act(key: string, action: string, line: number | undefined): void {
    const open = pages.get(key);
    if (open === undefined) return;
    const { uri, comparison, instructions } = open.compared;
    const exported = {
      uri,
      name: "stage-sizes",
      markdown: () => sizesMarkdown(comparison),
      json: () => sizesJson(comparison),
    };
    if (exportAction(action, exported)) return;
    if (action === "again")
      void vscode.commands.executeCommand("dockerfileStages.compareStageSizes", { uri: uri.toString() });
    else if (action === "reveal" && line !== undefined)
      void revealLine(server, uri, line, instructions, open.shown.panel);
  }

  return {
    show(compared) {
      const key = compared.uri.toString();
      const body = sizesBody(compared.comparison);
      const open = pages.get(key);
      if (open !== undefined) {
        pages.set(key, { shown: open.shown, compared });
        open.shown.update(body);
        open.shown.panel.reveal();
        return;
      }
      const shown = openPagePanel(
        extensionUri,
        "dockerfileStages.stageSizes",
        l10n.t("Stage Sizes of {0}", path.basename(compared.uri.path)),
        body,
        ({ action, line }) => {
          act(key, action, line);
        },
      );
      pages.set(key, { shown, compared });
      shown.panel.onDidDispose(() => pages.delete(key));
    },
    dispose() {
      for (const { shown } of [...pages.values()]) shown.panel.dispose();
    },
  };
}
