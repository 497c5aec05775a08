import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
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

  it("says how it is to be started", () => {
    const without = spawnSync(process.execPath, [SERVER], { encoding: "utf8" });
    assert.equal(without.status, 1);
    assert.match(without.stderr, /--stdio/);
    assert.equal(spawnSync(process.execPath, [SERVER, "--help"]).status, 0);
    assert.equal(spawnSync(process.execPath, [SERVER, "--nonsense"]).status, 1);
  });
});
