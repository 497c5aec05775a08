/** Pages of one kind: one panel for each thing that is shown, which shows the newest that is known of it. */
import type * as vscode from "vscode";
import type { Html } from "../report/html";
import { exportAction, type Exported } from "./exportPage";
import { openPagePanel, type PageMessage, type PagePanel } from "./pagePanel";

/** What one kind of page is made of. */
export interface PageKind<T> {
  viewType: string;
  /** The same for what replaces each other. */
  keyOf(shown: T): string;
  titleOf(shown: T): string;
  bodyOf(shown: T): Html;
  exported(shown: T): Omit<Exported, "title" | "body">;
  /** A button that does not export. */
  act(shown: T, message: PageMessage, panel: vscode.WebviewPanel): void;
}

export interface KeyedPages<T> {
  show(shown: T): void;
  /** What the page of a key shows; undefined where it is not open. */
  shown(key: string): T | undefined;
  /** Shows it where its page is open, and brings nothing to the front. */
  update(shown: T): void;
  dispose(): void;
}

/** No page open yet. */
export function createKeyedPages<T>(extensionUri: vscode.Uri, kind: PageKind<T>): KeyedPages<T> {
  const pages = new Map<string, { page: PagePanel; shown: T }>();

  function update(shown: T): PagePanel | undefined {
    const key = kind.keyOf(shown);
    const open = pages.get(key);
    if (open === undefined) return undefined;
    pages.set(key, { page: open.page, shown });
    open.page.update(kind.bodyOf(shown));
    return open.page;
  }

  return {
    shown: key => pages.get(key)?.shown,
    update,
    show(shown) {
      const open = update(shown);
      if (open !== undefined) {
        open.panel.reveal();
        return;
      }
      const key = kind.keyOf(shown);
      const body = kind.bodyOf(shown);
      const page = openPagePanel(extensionUri, kind.viewType, kind.titleOf(shown), body, message => {
        const current = pages.get(key);
        if (current === undefined) return;
        const exported: Exported = {
          ...kind.exported(current.shown),
          title: kind.titleOf(current.shown),
          body: () => kind.bodyOf(current.shown),
        };
        if (exportAction(extensionUri, message.action, exported)) return;
        kind.act(current.shown, message, current.page.panel);
      });
      pages.set(key, { page, shown });
      page.panel.onDidDispose(() => pages.delete(key));
    },
    dispose() {
      for (const { page } of [...pages.values()]) page.panel.dispose();
    },
  };
}
