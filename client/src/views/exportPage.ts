/** What the buttons of all our pages do: save what is shown as a file, or copy it. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import { notify } from "../build/problems/notify";
import { errorMessage } from "../engine/errorMessage";
import { showInStatusBar, showInformation } from "../messages";
import { exportedPage } from "../report/exportedPage";
import type { Html } from "../report/html";
import { pageLanguage } from "./pagePanel";

/** A page in the forms in which it can leave VS Code. */
export interface Exported {
  title: string;
  body: () => Html;
  /** The Dockerfile that it is about: files are offered beside it. */
  uri: vscode.Uri;
  /** The beginning of the name of a file. */
  name: string;
  markdown(): string;
  json(): string;
}

/** Does what one of the buttons says; answers whether it was one of them. */
export function exportAction(extensionUri: vscode.Uri, action: string, exported: Exported): boolean {
  switch (action) {
    case "exportHtml":
      void save(exported, "html", "HTML", () => pageOf(extensionUri, exported));
      return true;
    case "exportMarkdown":
      void save(exported, "md", "Markdown", () => exported.markdown());
      return true;
    case "exportJson":
      void save(exported, "json", "JSON", () => exported.json());
      return true;
    case "copyMarkdown":
      void copy(exported);
      return true;
    default:
      return false;
  }
}

/** The page with its style, as a file of its own. */
async function pageOf(extensionUri: vscode.Uri, { title, body }: Exported): Promise<string> {
  const read = async (name: string) =>
    new TextDecoder().decode(
      await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, "media", "pages", name)),
    );
  const style = `${await read("export.css")}\n${await read("page.css")}`;
  return exportedPage({ title, language: pageLanguage(), body: body(), style });
}

async function copy(exported: Exported): Promise<void> {
  try {
    await vscode.env.clipboard.writeText(exported.markdown());
    showInStatusBar(l10n.t("Copied as Markdown"), 5_000);
  } catch (error) {
    notify({
      message: l10n.t("{0} could not be copied: {1}", exported.name, errorMessage(error)),
      steps: [],
    });
  }
}

/** Asks where to, makes the text and writes it. */
async function save(
  { uri, name }: Exported,
  extension: string,
  kind: string,
  text: () => string | Promise<string>,
): Promise<void> {
  const file = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(uri, "..", `${name}.${extension}`),
    filters: { [kind]: [extension] },
  });
  if (file === undefined) return;
  try {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(await text()));
  } catch (error) {
    notify({ message: l10n.t("{0} could not be written: {1}", file.fsPath, errorMessage(error)), steps: [] });
    return;
  }
  const open = l10n.t("Open");
  const choice = await showInformation(l10n.t("Saved {0}.", path.basename(file.path)), open);
  if (choice === open) await vscode.window.showTextDocument(file);
}
