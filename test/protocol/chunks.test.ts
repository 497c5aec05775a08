import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from "vscode-jsonrpc/node";
import type { CodeAction } from "vscode-languageserver-protocol";
import { packedFiles } from "../../scripts/package";
import { CONVERT_REQUEST } from "../../server/src/protocol";
import type { ConvertAnswer } from "../../server/src/protocol";
import { loadableFrom } from "../support/bundles";
import { PULLS, SERVER, startEditor } from "../support/languageServer";

const ROOT = resolve(__dirname, "../..");
const SINGLE = 'FROM golang:1.26\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD ["/app"]\n';

/** The names of our files, without the hash of a chunk. */
function named(files: Iterable<string>): string[] {
  return [...files].map(file => basename(file).replace(/-[A-Z0-9]{8}(?=\.js$)/, ""));
}

describe("the chunks of the server", () => {
  it("are loaded when a request first needs them", async () => {
    const loaded: string[] = [];
    const editor = await startEditor({ capabilities: PULLS, onLoad: file => loaded.push(file) });
    assert.ok(named(loaded).includes("node.js"));
    editor.open(SINGLE);
    await editor.codes();
    assert.ok(named(loaded).includes("server.js"));
    assert.ok(!named(loaded).includes("convert.js"));
    await editor.ask<ConvertAnswer>(CONVERT_REQUEST);
    assert.ok(named(loaded).includes("convert.js"));
    assert.equal(await editor.stop(), 0);
    assert.equal(new Set(loaded).size, loaded.length, "every file is loaded once");
  });

  it("of what other extensions have are loaded where the server is alone, when somebody asks", async () => {
    const loaded: string[] = [];
    const initializationOptions = { dockerfileStages: { basics: "on" } };
    const hover = { position: { line: 1, character: 2 } };
    for (const options of [{ initializationOptions }, {}]) {
      loaded.length = 0;
      const editor = await startEditor({
        capabilities: PULLS,
        ...options,
        onLoad: file => loaded.push(file),
      });
      editor.open(SINGLE);
      await editor.codes();
      assert.ok(!named(loaded).includes("basics.js"));
      await editor.ask("textDocument/hover", hover);
      assert.equal(named(loaded).includes("basics.js"), "initializationOptions" in options);
      assert.equal(await editor.stop(), 0);
    }
  });

  it("are waited for by what is asked before initialize is answered", async () => {
    const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    const document = { uri: "file:///work/Dockerfile", languageId: "dockerfile", version: 1, text: SINGLE };
    const initialize = { processId: null, rootUri: null, capabilities: {} };
    const [, , symbols] = await Promise.all([
      connection.sendRequest("initialize", initialize),
      connection.sendNotification("textDocument/didOpen", { textDocument: document }),
      connection.sendRequest<{ name: string }[]>("textDocument/documentSymbol", { textDocument: document }),
    ]);
    child.kill();
    connection.dispose();
    assert.equal(symbols.at(0)?.name, "stage-0 · golang:1.26");
  });

  it("are all in the package, and no older ones", () => {
    const entries = ["node.js", "cli.js", "cliThread.js", "engineBuild.js"].map(name =>
      join(dirname(SERVER), name),
    );
    const built = new Set(entries.flatMap(entry => [...loadableFrom(entry)]));
    assert.ok(built.size > entries.length);
    const packed = packedFiles()
      .map(file => resolve(ROOT, file))
      .filter(file => dirname(file) === dirname(SERVER) && basename(file) !== "worker.js");
    assert.deepEqual(packed.sort(), [...built].sort());
  });

  it("are not needed to answer initialize: a server without them says so, and ends as it should", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-chunks-"));
    try {
      cpSync(dirname(SERVER), folder, { recursive: true });
      for (const file of readdirSync(folder)) if (file.startsWith("server-")) rmSync(join(folder, file));
      const editor = await startEditor({ server: join(folder, "node.js") });
      const shown: string[] = [];
      editor.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
        shown.push(message);
      });
      editor.open(SINGLE);
      await assert.rejects(editor.ask("textDocument/hover", { position: { line: 0, character: 0 } }), {
        code: -32601,
      });
      assert.match(shown[0] ?? "", /files of the language server are missing or were replaced/);
      assert.equal(await editor.stop(), 0);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("leave the rest at work where one is missing, and a person is told so once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-chunks-"));
    try {
      cpSync(dirname(SERVER), folder, { recursive: true });
      for (const file of readdirSync(folder)) if (file.startsWith("convert-")) rmSync(join(folder, file));
      const server = join(folder, "node.js");
      const editor = await startEditor({ capabilities: { ...PULLS, ...ACTIONS }, server });
      const shown: string[] = [];
      editor.connection.onNotification("window/showMessage", ({ message }: { message: string }) => {
        shown.push(message);
      });
      editor.open(SINGLE);
      assert.deepEqual(await editor.codes(), ["MultiStageOpportunity"]);
      for (let time = 0; time < 2; time++) {
        const actions = await editor.ask<CodeAction[]>("textDocument/codeAction", {
          range: { start: { line: 0, character: 6 }, end: { line: 0, character: 6 } },
          context: { diagnostics: [], triggerKind: 2, only: ["refactor"] },
        });
        assert.ok(actions.length > 0);
        assert.ok(!actions.some(({ title }) => title.startsWith("Convert")));
      }
      const { refused } = await editor.ask<ConvertAnswer>(CONVERT_REQUEST);
      assert.match(refused ?? "", /could not be loaded/);
      assert.equal(await editor.stop(), 0);
      assert.equal(shown.length, 1);
      assert.match(shown[0] ?? "", /files of the language server are missing or were replaced/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

const ACTIONS = {
  textDocument: {
    ...PULLS.textDocument,
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["refactor"] } } },
  },
};
