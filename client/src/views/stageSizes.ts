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
import { createKeyedPages, type KeyedPages } from "./keyedPages";
import type { Saved } from "./reopenPages";
import { revealLine } from "./revealLine";

/** What was compared, and the instructions of the file as it was then. */
export interface Compared {
  uri: vscode.Uri;
  comparison: SizeComparison;
  instructions: readonly ModelInstruction[];
}

export type SizePages = KeyedPages<Compared>;

/** No comparison open yet; one panel a Dockerfile. */
export function createSizePages(extensionUri: vscode.Uri, server: LanguageServer): SizePages {
  return createKeyedPages<Compared>(extensionUri, {
    viewType: "dockerfileStages.stageSizes",
    keyOf: ({ uri }) => uri.toString(),
    titleOf: ({ uri }) => l10n.t("Stage Sizes of {0}", path.basename(uri.path)),
    bodyOf: ({ comparison }) => sizesBody(comparison),
    exported: ({ uri, comparison }) => ({
      uri,
      name: "stage-sizes",
      markdown: () => sizesMarkdown(comparison),
      json: () => sizesJson(comparison),
    }),
    act({ uri, instructions }, { action, line }, panel) {
      if (action === "again")
        void vscode.commands.executeCommand("dockerfileStages.compareStageSizes", { uri: uri.toString() });
      else if (action === "reveal" && line !== undefined)
        void revealLine(server, uri, line, instructions, panel);
    },
    saved: ({ uri, comparison, instructions }) => ({ uri: uri.toString(), comparison, instructions }),
    reopened: saved => {
      const { uri, comparison, instructions } = saved as Saved<Compared>;
      return Promise.resolve({ uri: vscode.Uri.parse(uri, true), comparison, instructions });
    },
  });
}
