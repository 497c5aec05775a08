/** What is in the image of a stage, in a panel: leads to the instructions, and adds cache mounts to them. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ModelInstruction } from "../../../server/src/protocol";
import { notify } from "../build/problems/notify";
import type { StageContent } from "../report/content";
import { contentBody } from "../report/contentPage";
import { contentJson, contentMarkdown } from "../report/contentText";
import { instructionNow } from "../report/instructionNow";
import type { LanguageServer } from "../server/languageServer";
import { CONTENT_COMMAND } from "./commandIds";
import { createKeyedPages, type KeyedPages } from "./keyedPages";
import type { Saved } from "./reopenPages";
import { revealLine } from "./revealLine";

/** The content of an image, and the instructions of the file as it was built. */
export interface ShownContent {
  uri: vscode.Uri;
  content: StageContent;
  instructions: readonly ModelInstruction[];
}

export type ContentPages = KeyedPages<ShownContent>;

/** No page open yet; one panel a stage. */
export function createContentPages(extensionUri: vscode.Uri, server: LanguageServer): ContentPages {
  return createKeyedPages<ShownContent>(extensionUri, {
    viewType: "dockerfileStages.imageContent",
    keyOf: ({ uri, content }) => `${uri.toString()} ${content.stage}`,
    titleOf: ({ content }) => l10n.t("What Is in {0}", content.stage),
    bodyOf: ({ content }) => contentBody(content),
    exported: ({ uri, content }) => ({
      uri,
      name: "image-content",
      markdown: () => contentMarkdown(content),
      json: () => contentJson(content),
    }),
    act(shown, { action, line }, panel) {
      if (action === "again") void readAgain(server, shown);
      else if (action === "reveal" && line !== undefined)
        void revealLine(server, shown.uri, line, shown.instructions, panel);
      else if (action === "fix" && line !== undefined) void addMounts(server, shown, line, panel);
    },
    saved: ({ uri, content, instructions }) => ({ uri: uri.toString(), content, instructions }),
    reopened: saved => {
      const { uri, content, instructions } = saved as Saved<ShownContent>;
      return Promise.resolve({ uri: vscode.Uri.parse(uri, true), content, instructions });
    },
  });
}

/** Of the stage of that name, as the file is now; the command says so where there is none. */
async function readAgain(server: LanguageServer, { uri, content }: ShownContent): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const snapshot = await server.snapshot(document).catch(() => undefined);
  const stage = snapshot?.stages.findLastIndex(({ displayName }) => displayName === content.stage) ?? -1;
  await vscode.commands.executeCommand(CONTENT_COMMAND, { uri: uri.toString(), stage });
}

/** Writes the flags behind the RUN that was in a line, wherever it is now, and shows it; not where it was edited since. */
async function addMounts(
  server: LanguageServer,
  { uri, content, instructions }: ShownContent,
  line: number,
  page: vscode.WebviewPanel,
): Promise<void> {
  const flags = content.caches.filter(cache => cache.line === line).flatMap(cache => cache.flags);
  const document = await vscode.workspace.openTextDocument(uri);
  const now = await server.snapshot(document).catch(() => undefined);
  const range = now && instructionNow(line, instructions, now.instructions);
  if (now?.version !== document.version || range === undefined || flags.length === 0) {
    notify({ message: l10n.t("This instruction was edited after the build."), steps: [] });
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const behind = new vscode.Position(range.start.line, range.start.character + "RUN".length);
  edit.insert(uri, behind, flags.map(flag => ` ${flag}`).join(""));
  if (await vscode.workspace.applyEdit(edit))
    await revealLine(server, uri, range.start.line + 1, (await server.snapshot(document)).instructions, page);
}
