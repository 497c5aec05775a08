/** The parts of a window, by what a person sees. */
import type { FrameLocator, Locator, Page } from "playwright-core";

/** A file or folder right below the workspace, in the explorer. */
export function inExplorer(page: Page, name: string): Locator {
  return page.locator(`.explorer-folders-view [role=treeitem][aria-level="1"][aria-label="${name}"]`);
}

/** The tab of an editor; views have tabs, too. */
export function editorTab(page: Page, name: string | RegExp): Locator {
  return page.locator(".tabs-container").getByRole("tab", { name });
}

/** The code lenses on show, in the order of the file. */
export function lensesOver(page: Page): Locator {
  return page.locator(".codelens-decoration a");
}

/** The rows of the list of completions. */
export function completions(page: Page): Locator {
  return page.locator(".suggest-widget.visible .monaco-list-row");
}

/** The messages on show at the lower right, once they have come in. */
export function messages(page: Page): Locator {
  return page.locator(".notification-toast.notification-fade-in-done");
}

/** The text of the terminal that is on show. */
export function terminal(page: Page): Locator {
  return page.locator(".terminal-wrapper.active .xterm-rows");
}

/** The page in the panel that is on show: a report, the stage graph. */
export function webviewPage(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready:visible").frameLocator("#active-frame");
}
