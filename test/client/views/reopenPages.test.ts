import "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { EventEmitter, Uri, window, type WebviewPanel } from "vscode";
import { html } from "../../../client/src/report/html";
import { createKeyedPages } from "../../../client/src/views/keyedPages";

type Serializer = { deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> };

/** A panel that tells what it shows and has kept. */
function fakePanel() {
  const messages = new EventEmitter<object>();
  const told: { body?: string; saved?: unknown } = {};
  let isOpen = true;
  const panel = {
    title: "The page",
    webview: {
      options: {},
      asWebviewUri: (address: Uri) => address,
      onDidReceiveMessage: messages.event,
      postMessage: (message: object) => Object.assign(told, message),
    },
    onDidDispose: () => undefined,
    reveal: () => undefined,
    dispose: () => (isOpen = false),
  };
  return { panel: panel as unknown as WebviewPanel, messages, told, isOpen: () => isOpen };
}

describe("pages that are open when the window is loaded anew", () => {
  /** Pages of numbers above 0. */
  function pagesOf() {
    let serializer: Serializer | undefined;
    const acted: number[] = [];
    const replaced = {
      registerWebviewPanelSerializer: (_: string, given: Serializer) => {
        serializer = given;
        return { dispose: () => undefined };
      },
      createWebviewPanel: () => fakePanel().panel,
    };
    for (const [name, value] of Object.entries(replaced))
      Object.defineProperty(window, name, { value, configurable: true });
    const pages = createKeyedPages<number>(Uri.file("/extension"), {
      ...{ viewType: "numbers", keyOf: String, titleOf: String, bodyOf: number => html`<p>${number}</p>` },
      exported: () => ({ uri: Uri.file("/w"), name: "n", markdown: () => "", json: () => "" }),
      act: number => acted.push(number),
      saved: number => ({ number, padding: number > 100 ? "x".repeat(600_000) : "" }),
      reopened: saved => {
        const { number } = saved as { number: number };
        if (number === 13) throw new Error("of another shape");
        return Promise.resolve(number > 0 ? number : undefined);
      },
    });
    return {
      pages,
      acted,
      reopen: (panel: WebviewPanel, state: unknown) => serializer?.deserializeWebviewPanel(panel, state),
    };
  }

  afterEach(() => {
    for (const name of ["registerWebviewPanelSerializer", "createWebviewPanel"])
      Reflect.deleteProperty(window, name);
  });

  it("are filled again, keep what they are made of, and their buttons work", async () => {
    const { pages, acted, reopen } = pagesOf();
    const { panel, messages, told, isOpen } = fakePanel();
    await reopen(panel, { top: 40, saved: { number: 7 } });
    assert.ok(isOpen());
    assert.match(panel.webview.html, /<p>7<\/p>/);
    messages.fire({ action: "ready" });
    assert.deepEqual(told, { body: "<p>7</p>", saved: { number: 7, padding: "" } });
    messages.fire({ action: "press" });
    assert.deepEqual(acted, [7]);
    assert.equal(pages.shown("7"), 7);
  });

  for (const [what, state] of [
    ["that is gone", { saved: { number: -1 } }],
    ["of another shape", { saved: { number: 13 } }],
    ["that kept nothing", undefined],
    ["that was too large to keep", { top: 1, saved: null }],
  ] as const)
    it(`close where they show something ${what}`, async () => {
      const { pages, reopen } = pagesOf();
      const { panel, isOpen } = fakePanel();
      await reopen(panel, state);
      assert.ok(!isOpen());
      assert.equal(pages.shown("7"), undefined);
    });

  it("give way to one that a command has opened meanwhile", async () => {
    const { pages, reopen } = pagesOf();
    pages.show(7);
    const { panel, isOpen } = fakePanel();
    await reopen(panel, { saved: { number: 7 } });
    assert.ok(!isOpen());
    assert.equal(pages.shown("7"), 7);
  });

  it("keep nothing that is too large", async () => {
    const { reopen } = pagesOf();
    const { panel, messages, told } = fakePanel();
    await reopen(panel, { saved: { number: 101 } });
    messages.fire({ action: "ready" });
    assert.equal(told.saved, null);
  });
});
