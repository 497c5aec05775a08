/** The language server as it runs in vscode.dev: a real Web Worker of a real browser. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../../../scripts/vscode/chromium";
import { ROOT } from "../root";
import { MODEL_REQUEST, type ModelAnswer } from "../../../server/src/protocol";

const WORKER = join(ROOT, "dist", "server", "worker.js");
/** Answered by this test alone: no request for it leaves the browser. */
const ORIGIN = "http://localhost:9";
const DOCUMENT = "memory:/Dockerfile";

describe("the server in a web worker", () => {
  let browser: Browser;
  let page: Page;

  before(async () => {
    browser = await openBrowser();
    page = await browser.newPage();
    await page.route(`${ORIGIN}/**`, route =>
      route.request().url().endsWith("/worker.js")
        ? route.fulfill({ contentType: "text/javascript", body: readFileSync(WORKER, "utf8") })
        : route.fulfill({ contentType: "text/html", body: "<!doctype html><title>worker</title>" }),
    );
    await page.goto(ORIGIN);
    await startWorker(page);
  });

  after(async () => {
    await browser.close();
  });

  it("answers initialize", async () => {
    const answer = await request(page, "initialize", { processId: null, rootUri: null, capabilities: {} });
    assert.ok((answer as { capabilities: { completionProvider?: object } }).capabilities.completionProvider);
    await notify(page, "initialized", {});
  });

  it("answers with the stages of an open document", async () => {
    const text = "FROM alpine AS build\nFROM scratch\nCOPY --from=build /a /b\n";
    await notify(page, "textDocument/didOpen", {
      textDocument: { uri: DOCUMENT, languageId: "dockerfile", version: 1, text },
    });
    const model = (await request(page, MODEL_REQUEST, { textDocument: { uri: DOCUMENT } })) as ModelAnswer;
    assert.deepEqual(
      model.stages.map(stage => stage.name),
      ["build", ""],
    );
    assert.deepEqual(
      model.references.map(({ kind, text: name, to }) => ({ kind, name, to })),
      [
        { kind: "FROM", name: "alpine", to: "image" },
        { kind: "FROM", name: "scratch", to: "scratch" },
        { kind: "COPY", name: "build", to: 0 },
      ],
    );
    assert.deepEqual(model.reachable, [0, 1]);
  });
});

/** What the page keeps for the two functions below. */
interface WorkerPage {
  send: (method: string, parameters: unknown, wantsAnswer: boolean) => Promise<unknown>;
}

/** As text, because it runs in the page, where nothing of this file exists. */
const WORKER_CLIENT = `
  const worker = new Worker("/worker.js");
  const waiting = new Map();
  let lastId = 0;
  worker.onerror = event => {
    for (const { reject } of waiting.values()) reject(new Error("The worker failed: " + event.message));
  };
  worker.onmessage = ({ data }) => {
    if (data.method !== undefined && data.id !== undefined) {
      worker.postMessage({ jsonrpc: "2.0", id: data.id, result: null });
      return;
    }
    const asked = waiting.get(data.id);
    if (asked === undefined) return;
    waiting.delete(data.id);
    if (data.error) asked.reject(new Error(data.error.message));
    else asked.resolve(data.result);
  };
  window.send = (method, params, wantsAnswer) => {
    if (!wantsAnswer) {
      worker.postMessage({ jsonrpc: "2.0", method, params });
      return Promise.resolve();
    }
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      worker.postMessage({ jsonrpc: "2.0", id, method, params });
    });
  };
`;

async function startWorker(page: Page): Promise<void> {
  await page.evaluate(WORKER_CLIENT);
}

async function request(page: Page, method: string, parameters: unknown): Promise<unknown> {
  return page.evaluate(([name, value]) => (window as unknown as WorkerPage).send(name, value, true), [
    method,
    parameters,
  ] as const);
}

async function notify(page: Page, method: string, parameters: unknown): Promise<void> {
  await page.evaluate(([name, value]) => (window as unknown as WorkerPage).send(name, value, false), [
    method,
    parameters,
  ] as const);
}
