/** A panel with a page of ours: shows HTML, changes it in place, and hears which of its buttons are pressed. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Html } from "../report/html";
import { page } from "../report/page";

/** What a button of a page says. */
export interface PageMessage {
  action: string;
  /** The line that the button is about, from 1; of a page that says so, the number of what it is about. */
  line: number | undefined;
}

export interface PagePanel {
  readonly panel: vscode.WebviewPanel;
  /** Shows another state of the page: focus and scrolling stay where they are. */
  update(body: Html): void;
  /** Moves the focus to the element of that id, and shows it. */
  focus(id: string): void;
}

/** Opens a panel beside the editor, or over the page that has the focus. `onMessage` gets what its buttons say. */
export function openPagePanel(
  extensionUri: vscode.Uri,
  viewType: string,
  title: string,
  body: Html,
  onMessage: (message: PageMessage) => void,
): PagePanel {
  const folder = vscode.Uri.joinPath(extensionUri, "media", "pages");
  const { Active, Beside } = vscode.ViewColumn;
  const isOverPage =
    vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
  const panel = vscode.window.createWebviewPanel(viewType, title, isOverPage ? Active : Beside, {
    enableScripts: true,
    localResourceRoots: [folder],
  });
  const address = (name: string) =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString(true);
  let shown = body;
  let wanted: string | undefined;
  const send = (message: { body?: string; focus?: string }) => void panel.webview.postMessage(message);
  panel.webview.onDidReceiveMessage((value: unknown) => {
    const message = messageOf(value);
    // A page that was hidden is made anew when it is shown again.
    if (message?.action === "ready") {
      send({ body: shown.html, ...(wanted !== undefined && { focus: wanted }) });
      wanted = undefined;
    } else if (message !== undefined) onMessage(message);
  });
  panel.webview.html = page({
    title,
    language: pageLanguage(),
    body,
    style: address("page.css"),
    script: address("page.js"),
    nonce: randomBytes(16).toString("hex"),
  });
  return {
    panel,
    update(next) {
      if (next.html === shown.html) return;
      shown = next;
      send({ body: next.html });
    },
    focus(id) {
      // One of the two arrives: the page says that it is ready once, before or after this.
      wanted = id;
      send({ focus: id });
    },
  };
}

/** The language of the texts of our pages, as HTML names it. */
export function pageLanguage(): string {
  return vscode.l10n.bundle === undefined ? "en" : vscode.env.language;
}

function messageOf(value: unknown): PageMessage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { action, line } = value as Partial<Record<string, unknown>>;
  if (typeof action !== "string") return undefined;
  return { action, line: typeof line === "number" && Number.isInteger(line) ? line : undefined };
}
