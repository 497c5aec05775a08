import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { READ_FILE_REQUEST } from "../../server/src/protocol";
import type { ReadFileParams } from "../../server/src/protocol";
import { eventually } from "../e2e/eventually";
import { PULLS, startEditor } from "../support/languageServer";

const TEXT = "FROM scratch\nCOPY a.txt /\n";
const FOUND = ["CopyIgnoredFile"];
const WATCHES = {
  ...PULLS,
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

describe("ignore files", () => {
  let folder = "";
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
  };
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ignore files "));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("are read when a document opens, and again when the editor says that they changed", async () => {
    write(".dockerignore", "a.txt\n");
    const editor = await startEditor({ capabilities: WATCHES, configuration: () => [{}] });
    let refreshed = 0;
    editor.connection.onRequest("workspace/diagnostic/refresh", () => {
      refreshed++;
      return null;
    });
    const uri = uriOf("Dockerfile");
    const changed = async () => {
      const before = refreshed;
      await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
      await eventually(
        "the editor is told",
        () => refreshed,
        count => count > before,
      );
    };
    editor.open(TEXT, uri);
    assert.deepEqual(await editor.codes(uri), FOUND);
    write(".dockerignore", "b.txt\n");
    await changed();
    assert.deepEqual(await editor.codes(uri), []);
    write("Dockerfile.dockerignore", "a.*\n");
    await changed();
    assert.deepEqual(await editor.codes(uri), FOUND, "the one of its own name goes before the other");
    await editor.stop();
  });

  it("are those of the build context that the settings name", async () => {
    mkdirSync(join(folder, "web/docker"), { recursive: true });
    write("web/.dockerignore", "*.txt\n");
    let context = "";
    const editor = await startEditor({
      capabilities: WATCHES,
      configuration: () => [{ build: { context } }],
    });
    editor.connection.onRequest("workspace/workspaceFolders", () => [
      { uri: pathToFileURL(folder).href, name: "w" },
    ]);
    editor.connection.onRequest("workspace/diagnostic/refresh", () => null);
    const uri = uriOf("web/docker/Dockerfile");
    editor.open(TEXT, uri);
    assert.deepEqual(await editor.codes(uri), []);
    context = "${workspaceFolder}/web";
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await eventually(
      "the other context is read",
      () => editor.codes(uri),
      codes => codes.length === 1,
    );
    await editor.stop();
  });

  it("make diagnostics that are pushed to an editor that cannot ask", async () => {
    write(".dockerignore", "a.txt\n");
    const editor = await startEditor();
    const uri = uriOf("Dockerfile");
    editor.open(TEXT, uri);
    const codes = () => editor.pushed.at(-1)?.diagnostics.map(({ code }) => code);
    await eventually("it is pushed", codes, pushed => pushed?.length === 1);
    write(".dockerignore", "");
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [] });
    await eventually("it is taken back", codes, pushed => pushed?.length === 0);
    await editor.stop();
  });

  it("are asked of an editor whose file system the server cannot read", async () => {
    const asked: string[] = [];
    const editor = await startEditor({
      capabilities: PULLS,
      initializationOptions: { readsFiles: true },
    });
    editor.connection.onRequest(READ_FILE_REQUEST, ({ uri }: ReadFileParams) => {
      asked.push(uri);
      return { text: uri.endsWith("/.dockerignore") ? "*.txt" : null };
    });
    const uri = "vscode-vfs://github/owner/name/web/Dockerfile";
    editor.open(TEXT, uri);
    assert.deepEqual(await editor.codes(uri), FOUND);
    assert.deepEqual(await editor.codes(uri), FOUND);
    const parent = "vscode-vfs://github/owner/name/web";
    const ignoreFiles = () => asked.filter(path => path.endsWith(".dockerignore"));
    assert.deepEqual(ignoreFiles(), [`${parent}/Dockerfile.dockerignore`, `${parent}/.dockerignore`]);
    assert.deepEqual(asked, [...new Set(asked)], "each file is asked for once");
    editor.open(TEXT, "untitled:Untitled-1");
    assert.deepEqual(await editor.codes("untitled:Untitled-1"), []);
    assert.equal(ignoreFiles().length, 2, "what was never saved lies in no folder");
    await editor.stop();
  });
});
