import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SocketMessageReader, SocketMessageWriter, createMessageConnection } from "vscode-jsonrpc/node";
import { MODEL_REQUEST } from "../../server/src/protocol";
import type { ModelAnswer } from "../../server/src/protocol";
import { PULLS, SERVER, startEditor } from "../support/languageServer";

describe("the server process", () => {
  for (const transport of ["stdio", "ipc"] as const)
    it(`serves over ${transport} and ends when told to`, async () => {
      const editor = await startEditor({ transport });
      editor.open("FROM alpine AS a\nFROM a\n");
      const model = await editor.ask<ModelAnswer>(MODEL_REQUEST);
      assert.deepEqual(model.reachable, [0, 1]);
      assert.equal(await editor.stop(), 0);
    });

  for (const isToldTo of [false, true])
    it(`ends with its editor that ${isToldTo ? "has" : "has not"} told it to`, async () => {
      const { connection, process } = await startEditor();
      const ended = once(process, "exit");
      if (isToldTo) await connection.sendRequest("shutdown");
      process.stdin?.end();
      assert.deepEqual(await ended, [isToldTo ? 0 : 1, null]);
      connection.dispose();
    });

  it("offers to be asked for diagnostics only to editors that can ask", async () => {
    const asking = await startEditor({ capabilities: PULLS });
    assert.ok(asking.initialized.capabilities.diagnosticProvider);
    assert.deepEqual(asking.initialized.capabilities.textDocumentSync, { openClose: true, change: 2 });
    await asking.stop();
    const waiting = await startEditor();
    assert.equal(waiting.initialized.capabilities.diagnosticProvider, undefined);
    await waiting.stop();
  });

  it("is initialized once", async () => {
    const editor = await startEditor();
    const again = { processId: null, rootUri: null, capabilities: {} };
    await assert.rejects(editor.connection.sendRequest("initialize", again), /initialized already/);
    editor.open("FROM alpine AS a\n");
    assert.deepEqual((await editor.ask<ModelAnswer>(MODEL_REQUEST)).reachable, [0]);
    assert.equal(await editor.stop(), 0);
  });

  it("goes without what its editor refuses", async () => {
    const refused: string[] = [];
    const editor = await startEditor({
      capabilities: {
        ...PULLS,
        workspace: {
          didChangeConfiguration: { dynamicRegistration: true },
          didChangeWatchedFiles: { dynamicRegistration: true },
          diagnostics: { refreshSupport: true },
          codeLens: { refreshSupport: true },
        },
      },
    });
    for (const method of [
      "client/registerCapability",
      "workspace/diagnostic/refresh",
      "workspace/codeLens/refresh",
    ])
      editor.connection.onRequest(method, () => {
        refused.push(method);
        throw new Error("Not here.");
      });
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    editor.open("FROM alpine AS a\n");
    assert.deepEqual((await editor.ask<ModelAnswer>(MODEL_REQUEST)).reachable, [0]);
    assert.ok(refused.includes("workspace/diagnostic/refresh"));
    assert.equal(await editor.stop(), 0);
  });

  for (const transport of ["socket", "pipe"] as const)
    it(`connects to a ${transport} where its editor listens, and ends with it`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-pipe-"));
      try {
        const listener = createServer();
        const pipe =
          process.platform === "win32" ? String.raw`\\.\pipe\dfs-${process.pid}` : join(folder, "pipe");
        listener.listen(transport === "pipe" ? pipe : 0);
        await once(listener, "listening");
        const address = listener.address();
        const place = typeof address === "object" ? String(address?.port) : pipe;
        const child = spawn(process.execPath, [SERVER, `--${transport}=${place}`], { stdio: "inherit" });
        const [socket] = (await once(listener, "connection")) as [Socket];
        const connection = createMessageConnection(
          new SocketMessageReader(socket),
          new SocketMessageWriter(socket),
        );
        connection.listen();
        const initialize = { processId: process.pid, rootUri: null, capabilities: {} };
        const { capabilities } = await connection.sendRequest<{ capabilities: object }>(
          "initialize",
          initialize,
        );
        assert.ok("hoverProvider" in capabilities);
        const ended = once(child, "exit");
        socket.end();
        assert.deepEqual(await ended, [1, null]);
        connection.dispose();
        listener.close();
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });

  it("ends when the channel to its editor closes", async () => {
    const { connection, process } = await startEditor({ transport: "ipc" });
    const ended = once(process, "exit");
    await connection.sendRequest("shutdown");
    process.disconnect();
    assert.deepEqual(await ended, [0, null]);
    connection.dispose();
  });

  it("says how it is to be started", () => {
    const without = spawnSync(process.execPath, [SERVER], { encoding: "utf8" });
    assert.equal(without.status, 1);
    assert.match(without.stderr, /--stdio/);
    assert.equal(spawnSync(process.execPath, [SERVER, "--help"]).status, 0);
    for (const wrong of ["--nonsense", "--socket=door", "--pipe", "--node-ipc"])
      assert.equal(spawnSync(process.execPath, [SERVER, wrong]).status, 1, wrong);
  });
});
