/** Problems of the files around a Dockerfile, in the server as a process: pulled, or pushed, and renewed as somebody types. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { eventually } from "../e2e/eventually";
import { startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

interface Action {
  readonly title: string;
  readonly isPreferred?: boolean;
  readonly edit: { readonly changes: Readonly<Record<string, readonly { readonly newText: string }[]>> };
}

const DOCKERFILE = "FROM alpine AS build\nFROM alpine AS dev\nFROM alpine\n";
const compose = (target: string) =>
  `services:\n  web:\n    build:\n      context: app\n      target: ${target}\n`;
const ALL = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function capabilities(pulls: boolean): object {
  return {
    textDocument: {
      synchronization: { dynamicRegistration: true },
      codeAction: {
        dynamicRegistration: true,
        codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
      },
      ...(pulls && { diagnostic: { dynamicRegistration: true } }),
    },
    workspace: { workspaceFolders: true, configuration: true, diagnostics: { refreshSupport: true } },
  };
}

for (const pulls of [true, false])
  describe(`the problems of files around a Dockerfile, ${pulls ? "pulled" : "pushed"}`, () => {
    let folder = "";
    let editor: Editor;
    let levels: Record<string, string>;
    let refreshed = 0;
    const registered = new Set<string>();
    const uriOf = (path: string) => pathToFileURL(join(folder, path)).href;
    const codes = async (): Promise<string[]> =>
      pulls
        ? editor.codes(uriOf("compose.yaml"))
        : (editor.pushed.filter(({ uri }) => uri === uriOf("compose.yaml")).at(-1)?.diagnostics ?? []).map(
            ({ code }) => code,
          );
    const reports = (what: string, wanted: readonly string[]) =>
      eventually(what, codes, found => JSON.stringify(found) === JSON.stringify(wanted));

    beforeEach(async () => {
      folder = realpathSync(mkdtempSync(join(tmpdir(), "around a Dockerfile ")));
      for (const [path, text] of [
        ["app/Dockerfile", DOCKERFILE],
        ["compose.yaml", compose("buld")],
      ] as const) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      registered.clear();
      refreshed = 0;
      levels = {};
      editor = await startEditor({
        capabilities: capabilities(pulls),
        configuration: items => items.map(() => ({ rules: levels })),
      });
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
        ids => ids.has("around textDocument/codeAction"),
      );
      await editor.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf("compose.yaml"), languageId: "yaml", version: 1, text: compose("buld") },
      });
    });
    afterEach(async () => {
      await editor.stop();
      rmSync(folder, { recursive: true });
    });

    it("come and go with what is typed in the file and in the Dockerfile", async () => {
      assert.equal(registered.has("around textDocument/diagnostic"), pulls);
      await reports("the problem is there", ["UnknownTarget"]);
      editor.change(2, [{ text: compose("dev") }], uriOf("compose.yaml"));
      await reports("it is gone", []);
      const before = refreshed;
      editor.change(2, [{ text: DOCKERFILE.replace("dev", "test") }], uriOf("app/Dockerfile"));
      // Before it asks by itself: what it has been answered it is not told.
      if (pulls)
        await eventually(
          "the client is told",
          () => refreshed,
          count => count > before,
        );
      await reports("the stage is gone", ["UnknownTarget"]);
      editor.change(3, [{ text: DOCKERFILE }], uriOf("app/Dockerfile"));
      await reports("the stage is back", []);
    });

    it("have fixes", async () => {
      await reports("the problem is there", ["UnknownTarget"]);
      const actions = await editor.ask<Action[]>(
        "textDocument/codeAction",
        { range: ALL, context: { diagnostics: [], only: ["quickfix"] } },
        uriOf("compose.yaml"),
      );
      assert.deepEqual(
        actions.map(({ title, isPreferred }) => [title, isPreferred]),
        [['Use the stage "build"', true]],
      );
      assert.deepEqual(
        actions.map(({ edit }) => edit.changes[uriOf("compose.yaml")]?.map(({ newText }) => newText)),
        [["build"]],
      );
    });

    it("are as severe as the settings say", async () => {
      await reports("the problem is there", ["UnknownTarget"]);
      levels = { UnknownTarget: "off" };
      await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await reports("nothing is said", []);
    });

    it("are told of a Dockerfile that is not there, and of none in a folder that may be fetched", async () => {
      editor.change(2, [{ text: compose("dev\n      dockerfile: Dockerfle") }], uriOf("compose.yaml"));
      await reports("the Dockerfile is missed", ["DockerfileNotFound"]);
      editor.change(
        3,
        [{ text: "services: {a: {build: fetched}, b: {build: app}}\n" }],
        uriOf("compose.yaml"),
      );
      await reports("nothing is said", []);
    });
  });
