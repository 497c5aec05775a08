/** Problems of the files around a Dockerfile, in the server as a process: pulled, or pushed, and renewed as somebody types. */
import assert from "node:assert/strict";
import { eventually } from "../e2e/eventually";
import type { Editor } from "../support/languageServer";
import { openWorkspace } from "../support/workspace";
import type { WorkspaceEditor } from "../support/workspace";

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
    let workspace: WorkspaceEditor;
    let editor: Editor;
    let levels: Record<string, string>;
    const uriOf = (path: string) => workspace.uriOf(path);
    const codes = async (): Promise<string[]> =>
      pulls
        ? editor.codes(uriOf("compose.yaml"))
        : (editor.pushed.filter(({ uri }) => uri === uriOf("compose.yaml")).at(-1)?.diagnostics ?? []).map(
            ({ code }) => code,
          );
    const reports = (what: string, wanted: readonly string[]) =>
      eventually(what, codes, found => JSON.stringify(found) === JSON.stringify(wanted));

    beforeEach(async () => {
      levels = {};
      workspace = await openWorkspace(
        { "app/Dockerfile": DOCKERFILE, "compose.yaml": compose("buld") },
        "app/Dockerfile",
        {
          capabilities: capabilities(pulls),
          configuration: items => items.map(() => ({ rules: levels })),
        },
      );
      ({ editor } = workspace);
      await editor.connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri: uriOf("compose.yaml"), languageId: "yaml", version: 1, text: compose("buld") },
      });
    });
    afterEach(() => workspace.stop());

    it("come and go with what is typed in the file and in the Dockerfile", async () => {
      assert.equal(workspace.registered.has("textDocument/diagnostic"), pulls);
      await reports("the problem is there", ["UnknownTarget"]);
      editor.change(2, [{ text: compose("dev") }], uriOf("compose.yaml"));
      await reports("it is gone", []);
      const before = workspace.refreshed();
      editor.change(2, [{ text: DOCKERFILE.replace("dev", "test") }], uriOf("app/Dockerfile"));
      // Before it asks by itself: what it has been answered it is not told.
      if (pulls) await eventually("the client is told", workspace.refreshed, count => count > before);
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

    it("are so many of a rule, and one that says how many more", async () => {
      const services = Array.from(
        { length: 103 },
        (_, i) => `  s${i}: {build: {context: app, target: t${i}}}`,
      );
      editor.change(2, [{ text: `services:\n${services.join("\n")}\n` }], uriOf("compose.yaml"));
      await reports("the first hundred, and the rest in one", Array<string>(101).fill("UnknownTarget"));
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
