/** A panel with a page of ours: shows HTML, changes it in place, and hears which of its buttons are pressed. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { Html } from "../report/html";
import { page } from "../report/page";

/** What a button of a page says. */
export interface PageMessage {
  action: string;
  /** The line that the button is about, from 1. */
  line: number | undefined;
  /** The id of what it is about, where that is no line. */
  item: string | undefined;
}

export interface PagePanel {
  readonly panel: vscode.WebviewPanel;
  /** Shows another state of the page: focus and scrolling stay where they are. */
  update(content: PageContent): void;
  /** Moves the focus to the element of that id, and shows it. */
  focus(id: string): void;
}

/** What a page shows. */
export interface PageContent {
  readonly body: Html;
  /** Plain data of which the page is made again when the window is loaded anew; undefined where it closes then. */
  readonly saved: unknown;
}

/** Data that is larger as JSON, in characters, is not kept: VS Code writes it on each change of the page. */
const MOST_SAVED = 500_000;

/** A panel beside the editor, or over the page that has the focus. */
export function openPanel(viewType: string, title: string): vscode.WebviewPanel {
  const { Active, Beside } = vscode.ViewColumn;
  const isOverPage =
    vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
  return vscode.window.createWebviewPanel(viewType, title, isOverPage ? Active : Beside);
}

/** Fills a panel with a page. `onMessage` gets what its buttons say. */
export function fillPanel(
  extensionUri: vscode.Uri,
  panel: vscode.WebviewPanel,
  content: PageContent,
  onMessage: (message: PageMessage) => void,
): PagePanel {
  const { webview, title } = panel;
  const folder = vscode.Uri.joinPath(extensionUri, "media", "pages");
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString(true);
  let shown = content;
  let wanted: string | undefined;
  const send = (message: { body?: string; focus?: string; saved?: unknown }) =>
    void webview.postMessage(message);
  webview.onDidReceiveMessage((value: unknown) => {
    const message = messageOf(value);
    // A page that was hidden is made anew when it is shown again.
    if (message?.action === "ready") {
      send({ ...whole(shown), ...(wanted !== undefined && { focus: wanted }) });
      wanted = undefined;
    } else if (message !== undefined) onMessage(message);
  });
  webview.html = page({
    title,
    language: pageLanguage(),
    body: shown.body,
    style: address("page.css"),
    script: address("page.js"),
    nonce: randomBytes(16).toString("hex"),
  });
  return {
    panel,
    update(next) {
      const isSame = next.body.html === shown.body.html;
      shown = next;
      if (!isSame) send(whole(next));
    },
    focus(id) {
      // One of the two arrives: the page says that it is ready once, before or after this.
      wanted = id;
      send({ focus: id });
    },
  };
}

function whole({ body, saved }: PageContent): { body: string; saved: unknown } {
  const isKept = saved !== undefined && JSON.stringify(saved).length <= MOST_SAVED;
  return { body: body.html, saved: isKept ? saved : null };
}

/** The language of the texts of our pages, as HTML names it. */
export function pageLanguage(): string {
  return vscode.l10n.bundle === undefined ? "en" : vscode.env.language;
}

function messageOf(value: unknown): PageMessage | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { action, line, item } = value as Partial<Record<string, unknown>>;
  if (typeof action !== "string") return undefined;
  return {
    action,
    line: typeof line === "number" && Number.isInteger(line) ? line : undefined,
    item: typeof item === "string" ? item : undefined,
  };
}
