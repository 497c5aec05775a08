import "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { EventEmitter, Uri, window } from "vscode";
import type { Build } from "../../../client/src/build/builds";
import type { BuildSummary } from "../../../client/src/history/buildSummary";
import { createHistoryPages } from "../../../client/src/views/historyPages";

const summary = (id: string, at: number): BuildSummary => ({
  ...{ id, at, took: 1, state: "done", target: "app", builder: "buildx", platform: "", size: undefined },
  steps: { total: 1, ran: 1, cached: 0, failed: 0, unknown: 0 },
});

describe("the page of kept builds", () => {
  const uri = Uri.file("/w/Dockerfile");

  /** A page of four builds, the newest of which is `d`; answers wait until they are let go. */
  async function open() {
    const waiting: (() => void)[] = [];
    const compared: string[] = [];
    const messages = new EventEmitter<object>();
    let body = "";
    const panel = {
      webview: {
        asWebviewUri: (address: Uri) => address,
        onDidReceiveMessage: messages.event,
        postMessage: (message: { body?: string }) => (body = message.body ?? body),
      },
      onDidDispose: () => undefined,
      reveal: () => undefined,
      dispose: () => undefined,
    };
    Object.defineProperty(window, "createWebviewPanel", { value: () => panel, configurable: true });
    const pages = createHistoryPages(Uri.file("/extension"), {
      builds: () => Promise.resolve(["a", "b", "c", "d"].map(summary)),
      compare: (_, one, other) =>
        new Promise(resolve => {
          compared.push(`${one} ${other}`);
          waiting.push(() => {
            resolve(undefined);
          });
        }),
      onDidChange: new EventEmitter<Build>().event,
    });
    const settled = () => new Promise(resolve => setImmediate(resolve));
    const shown = pages.show(uri);
    await settled();
    waiting.shift()?.();
    assert.equal(await shown, true);
    return {
      compared,
      waiting,
      settled,
      choose: (item: string) => {
        messages.fire({ action: "choose", item });
      },
      chosen: () =>
        [...body.matchAll(/id="choose-(\w)"[^>]*aria-pressed="true"/g)].map(([, id]) => id).join(""),
      dispose: () => {
        pages.dispose();
        Reflect.deleteProperty(window, "createWebviewPanel");
      },
    };
  }

  it("has the choice of each click, also of one that comes before the comparison", async () => {
    const { choose, compared, waiting, settled, chosen, dispose } = await open();
    choose("b");
    choose("a");
    await settled();
    assert.deepEqual(compared, ["c d", "d b", "b a"]);
    assert.equal(chosen(), "ba");
    // That of the first click comes last.
    for (const answer of waiting.reverse()) {
      answer();
      await settled();
    }
    assert.equal(chosen(), "ba");
    dispose();
  });
});
