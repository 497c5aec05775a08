import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually } from "../e2e/eventually";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

interface Location {
  readonly uri: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

const DOCKERFILE = "FROM alpine AS build\nRUN true\nFROM alpine AS Dev\nRUN true\nFROM alpine\n";
const COMPOSE = "services:\n  web:\n    build:\n      context: app\n      target: dev\n";
const CAPABILITIES = {
  textDocument: {
    ...PULLS.textDocument,
    synchronization: { dynamicRegistration: true },
    definition: { dynamicRegistration: true },
    references: { dynamicRegistration: true },
  },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

describe("the files around a Dockerfile", () => {
  let folder = "";
  let editor: Editor;
  const registered = new Set<string>();
  let refreshed = 0;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
  const shown = (locations: readonly Location[]) =>
    locations.map(
      ({ uri, range: { start } }) =>
        `${decodeURIComponent(uri.slice(uriOf("").length + 1))}:${start.line + 1}:${start.character + 1}`,
    );
  const ask = async (method: string, path: string, line: number, character: number) =>
    shown(
      await editor.ask<Location[]>(
        method,
        { position: { line, character }, context: { includeDeclaration: true } },
        uriOf(path),
      ),
    );
  const wait = (what: string, check: () => Promise<string[]>, wanted: readonly string[]) =>
    eventually(what, check, found => JSON.stringify(found) === JSON.stringify(wanted));

  beforeEach(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "around a Dockerfile ")));
    write("app/Dockerfile", DOCKERFILE);
    write("compose.yaml", COMPOSE);
    write(
      "docker-bake.hcl",
      'variable "S" { default = "DEV" }\ntarget "x" {\n  context = "app"\n  target = S\n  no-cache-filter = ["build"]\n}\n',
    );
    write("node_modules/a/compose.yaml", "services: {z: {build: {context: ../../app, target: build}}}\n");
    registered.clear();
    refreshed = 0;
    editor = await startEditor({ capabilities: CAPABILITIES });
    editor.connection.onRequest("workspace/workspaceFolders", () => [
      { uri: uriOf("").replace(/\/$/, ""), name: "w" },
    ]);
    editor.connection.onRequest(
      "client/registerCapability",
      ({ registrations }: { registrations: { id: string }[] }) => {
        for (const { id } of registrations) registered.add(id);
        return null;
      },
    );
    editor.connection.onRequest("workspace/diagnostic/refresh", () => {
      refreshed++;
      return null;
    });
    editor.open(DOCKERFILE, uriOf("app/Dockerfile"));
    await eventually(
      "the files are known",
      () => registered,
      ids => ids.has("around textDocument/references"),
    );
  });
  afterEach(async () => {
    await editor.stop();
    rmSync(folder, { recursive: true });
  });

  it("name stages, which are references of them", async () => {
    assert.deepEqual(await ask("textDocument/references", "app/Dockerfile", 2, 16), [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
    assert.deepEqual(await ask("textDocument/references", "app/Dockerfile", 0, 16), [
      "app/Dockerfile:1:16",
      "docker-bake.hcl:5:23",
    ]);
    assert.deepEqual(await ask("textDocument/references", "compose.yaml", 4, 15), [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
  });

  it("lead to the stages that they name", async () => {
    assert.deepEqual(await ask("textDocument/definition", "compose.yaml", 4, 15), ["app/Dockerfile:3:16"]);
    assert.deepEqual(await ask("textDocument/definition", "docker-bake.hcl", 4, 24), ["app/Dockerfile:1:16"]);
    assert.deepEqual(await ask("textDocument/definition", "compose.yaml", 0, 2), []);
  });

  it("count as they are typed, and as they change on disk", async () => {
    const references = () => ask("textDocument/references", "app/Dockerfile", 2, 16);
    const rest = ["app/Dockerfile:3:16", "docker-bake.hcl:4:12"];
    await editor.connection.sendNotification("textDocument/didOpen", {
      textDocument: {
        uri: uriOf("compose.yaml"),
        languageId: "yaml",
        version: 1,
        text: COMPOSE.replace("dev", "other"),
      },
    });
    await wait("what is typed counts", references, rest);
    editor.change(2, [{ text: COMPOSE.replace("dev", "DEV") }], uriOf("compose.yaml"));
    await wait("it counts again", references, [
      "app/Dockerfile:3:16",
      "compose.yaml:5:15",
      "docker-bake.hcl:4:12",
    ]);
    editor.close(uriOf("compose.yaml"));
    write("compose.yaml", "services: {}\n");
    write("Makefile", "b:\n\tdocker build --target dev app\n");
    const changes = ["compose.yaml", "Makefile"].map(path => ({ uri: uriOf(path), type: 2 }));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await wait("what is on disk counts", references, [
      "app/Dockerfile:3:16",
      "docker-bake.hcl:4:12",
      "Makefile:2:24",
    ]);
  });

  it("say which stages are used", async () => {
    const codes = async () =>
      (await editor.codes(uriOf("app/Dockerfile"))).filter(code => code === "UnusedStage");
    assert.deepEqual(await codes(), ["UnusedStage"]);
    const before = refreshed;
    write("compose.yaml", COMPOSE.replace("dev", "build"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("compose.yaml"), type: 2 }],
    });
    await eventually(
      "diagnostics are refreshed",
      () => refreshed,
      count => count > before,
    );
    assert.deepEqual(await codes(), []);
    write("compose.yaml", COMPOSE.replace("dev", "${ANY}"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("compose.yaml"), type: 2 }],
    });
    await eventually(
      "diagnostics are refreshed again",
      () => refreshed,
      count => count > before + 1,
    );
    assert.deepEqual(await codes(), []);
  });
});
