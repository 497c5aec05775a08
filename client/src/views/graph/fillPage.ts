/** Gives a panel the page of a stage graph: nothing but its own script and style may run there. */
import * as vscode from "vscode";
import { page } from "../../report/page";
import { graphBody } from "./graphPage";

/** The page itself: it says `ready`, and is then sent the graph. */
export function fillPage({ webview, title }: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  const media = vscode.Uri.joinPath(extensionUri, "media", "pages");
  const scripts = vscode.Uri.joinPath(extensionUri, "dist", "pages");
  webview.options = { enableScripts: true, localResourceRoots: [media, scripts] };
  const address = (folder: vscode.Uri, name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString(true);
  webview.html = page({
    title,
    language: vscode.l10n.bundle === undefined ? "en" : vscode.env.language,
    body: graphBody(),
    style: address(media, "graph.css"),
    script: address(scripts, "graph.js"),
    nonce: crypto.randomUUID().replaceAll("-", ""),
    pictures: "blob:",
  });
}
