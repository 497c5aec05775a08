/** Clients that refuse what the server asks of them, or answer late. */
import assert from "node:assert/strict";
import { ResponseError } from "vscode-jsonrpc/node";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const CAPABILITIES = {
  textDocument: { diagnostic: {} },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
  },
};
const TEXT = "FROM alpine AS a\nFROM scratch AS A\nCOPY --from=b /x /y\n";
const CODES = ["DuplicateStageName", "StageNameCasing", "UnusedStage"];

async function sorted(editor: Editor): Promise<string[]> {
  return (await editor.codes()).sort();
}

describe("a client that refuses requests", () => {
  it("is served all the same", async () => {
    const editor = await startEditor({ capabilities: CAPABILITIES, configuration: () => [{}] });
    const refuse = () => new ResponseError(-32601, "No.");
    for (const method of ["client/registerCapability", "workspace/configuration"])
      editor.connection.onRequest(method, refuse);
    for (const feature of ["diagnostic", "codeLens", "inlayHint", "semanticTokens"])
      editor.connection.onRequest(`workspace/${feature}/refresh`, refuse);
    await editor.connection.sendNotification("initialized", {});
    editor.open(TEXT);
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await sorted(editor), CODES);
    assert.equal(await editor.stop(), 0);
  });

  it("is served by the defaults while it does not say its settings, and by those once it does", async () => {
    let answer: (settings: unknown) => void = () => undefined;
    const editor = await startEditor({
      capabilities: CAPABILITIES,
      configuration: () => new Promise(resolve => (answer = resolve)),
    });
    const refreshed = new Promise<void>(resolve => {
      editor.connection.onRequest("workspace/diagnostic/refresh", () => {
        resolve();
        return null;
      });
    });
    editor.open(TEXT);
    assert.deepEqual(await sorted(editor), CODES);
    answer([{ rules: { UnusedStage: "off" } }]);
    await refreshed;
    assert.deepEqual(await sorted(editor), CODES.slice(0, 2));
    assert.equal(await editor.stop(), 0);
  }).timeout(20_000);

  it("may count versions as it likes: the answer is that of the newest text", async () => {
    const editor = await startEditor({ capabilities: { textDocument: { diagnostic: {} } } });
    editor.open(TEXT, undefined, 7);
    assert.deepEqual(await sorted(editor), CODES);
    editor.change(7, [{ text: "FROM alpine\n" }]);
    assert.deepEqual(await sorted(editor), []);
    editor.change(3, [{ text: TEXT }]);
    assert.deepEqual(await sorted(editor), CODES);
    editor.open("FROM alpine\n", undefined, 3);
    assert.deepEqual(await sorted(editor), []);
    assert.equal(await editor.stop(), 0);
  });
});
