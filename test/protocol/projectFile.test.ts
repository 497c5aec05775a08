import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PULLS, startEditor } from "../support/languageServer";

const TEXT = "FROM alpine:3.20 as build\nRUN a\n";

describe("the project file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "project file "));
    mkdirSync(join(folder, "app"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("counts in editors as on the command line, behind their settings, and as it is changed", async () => {
    const file = join(folder, ".dockerfile-stages.yaml");
    writeFileSync(file, "rules:\n  FromAsCasing: off\n");
    let rules: Record<string, string> = {};
    const editor = await startEditor({
      capabilities: { ...PULLS, workspace: { configuration: true } },
      configuration: () => [{ rules }],
    });
    const uri = pathToFileURL(join(folder, "app", "Dockerfile")).href;
    editor.open(TEXT, uri);
    assert.deepEqual(await editor.codes(uri), []);
    rules = { FromAsCasing: "hint" };
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await editor.codes(uri), ["FromAsCasing"]);
    rules = {};
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await editor.codes(uri), []);
    writeFileSync(file, "ignore: [other/]\n");
    const changes = [{ uri: pathToFileURL(file).href, type: 2 }];
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.deepEqual(await editor.codes(uri), ["FromAsCasing"]);
    writeFileSync(file, "ignore: [app/]\n");
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    assert.deepEqual(await editor.codes(uri), []);
    await editor.stop();
  });
});
