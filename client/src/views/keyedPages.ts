/** Pages of one kind: one panel for each thing that is shown, which shows the newest that is known of it. */
import type * as vscode from "vscode";
import type { Html } from "../report/html";
import { exportAction, type Exported } from "./exportPage";
import { fillPanel, openPanel, type PageContent, type PageMessage, type PagePanel } from "./pagePanel";
import { reopenPages } from "./reopenPages";

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
  /** Plain data from which {@link reopened} makes the page again after the window was loaded anew. */
  saved(shown: T): unknown;
  /** What is shown of data that a page has kept; undefined, or an error, where it can be shown no more. */
  reopened(saved: unknown): Promise<T | undefined>;
}

export interface KeyedPages<T> {
  show(shown: T): void;
  /** What the page of a key shows; undefined where it is not open. */
  shown(key: string): T | undefined;
  /** Shows it where its page is open, and brings nothing to the front. */
  update(shown: T): void;
  dispose(): void;
}

/** No page open yet; those of the window before come back by themselves. */
export function createKeyedPages<T>(extensionUri: vscode.Uri, kind: PageKind<T>): KeyedPages<T> {
  const pages = new Map<string, { page: PagePanel; shown: T }>();
  const contentOf = (shown: T): PageContent => ({ body: kind.bodyOf(shown), saved: kind.saved(shown) });

  function update(shown: T): PagePanel | undefined {
    const key = kind.keyOf(shown);
    const open = pages.get(key);
    if (open === undefined) return undefined;
    pages.set(key, { page: open.page, shown });
    open.page.update(contentOf(shown));
    return open.page;
  }

  function fill(panel: vscode.WebviewPanel, shown: T): void {
    const key = kind.keyOf(shown);
    const page = fillPanel(extensionUri, panel, contentOf(shown), message => {
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
    panel.onDidDispose(() => {
      if (pages.get(key)?.page === page) pages.delete(key);
    });
  }

  const reopening = reopenPages(kind.viewType, async (panel, saved) => {
    const shown = await kind.reopened(saved);
    // A command may have opened it meanwhile.
    if (shown === undefined || pages.has(kind.keyOf(shown))) return false;
    fill(panel, shown);
    return true;
  });

  return {
    shown: key => pages.get(key)?.shown,
    update,
    show(shown) {
      const open = update(shown);
      if (open === undefined) fill(openPanel(kind.viewType, kind.titleOf(shown)), shown);
      else open.panel.reveal();
    },
    dispose() {
      reopening.dispose();
      for (const { page } of [...pages.values()]) page.panel.dispose();
    },
  };
}
