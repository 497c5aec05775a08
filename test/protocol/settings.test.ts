import assert from "node:assert/strict";
import { MODEL_REQUEST } from "../../server/src/protocol";
import type { ModelAnswer } from "../../server/src/protocol";
import { PULLS, startEditor } from "../support/languageServer";

const ASKED = { ...PULLS, workspace: { configuration: true } };
const TEXT = "ARG BASE\nFROM alpine AS one\nFROM ${BASE}\n";

describe("settings", () => {
  it("are asked for, by document, and again after they changed", async () => {
    let base = "one";
    const asked: string[] = [];
    const editor = await startEditor({
      capabilities: ASKED,
      configuration: items => {
        asked.push(...items.map(({ scopeUri = "", section = "" }) => `${section} ${scopeUri}`));
        return [{ buildArgs: { BASE: base } }];
      },
    });
    editor.open(TEXT);
    const bases = async () =>
      (await editor.ask<ModelAnswer>(MODEL_REQUEST)).stages.map(stage => stage.base.to);
    assert.deepEqual(await bases(), ["image", 0]);
    assert.deepEqual(await bases(), ["image", 0]);
    assert.deepEqual(asked, ["dockerfileStages file:///work/Dockerfile"], "asked once");
    base = "busybox";
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    assert.deepEqual(await bases(), ["image", "image"]);
    await editor.stop();
  });

  it("say which platforms builds are for, and until then it is that of the machine", async () => {
    const text = "FROM alpine AS linux-amd64\nFROM alpine AS linux-arm64\nFROM ${TARGETOS}-${TARGETARCH}\n";
    let platforms: unknown = undefined;
    const editor = await startEditor({
      capabilities: ASKED,
      configuration: () => [{ build: { platforms } }],
    });
    editor.open(text);
    const reached = async (asked: unknown) => {
      platforms = asked;
      await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      return (await editor.ask<ModelAnswer>(MODEL_REQUEST)).reachable;
    };
    const ofMachine = { x64: [0, 2], arm64: [1, 2] }[process.arch as string] ?? [2];
    for (const none of [undefined, [], "linux/arm64", [1]]) assert.deepEqual(await reached(none), ofMachine);
    assert.deepEqual(await reached(["linux/amd64"]), [0, 2]);
    assert.deepEqual(await reached(["linux/arm64/v8"]), [1, 2]);
    assert.deepEqual(await reached(["linux/riscv64", "linux/arm64,linux/amd64"]), [0, 1, 2]);
    const links = await editor.ask<unknown[]>("textDocument/definition", {
      position: { line: 2, character: 16 },
    });
    assert.equal(links.length, 2);
    await editor.stop();
  });

  it("are taken from initialize and from what is sent, by editors that cannot be asked", async () => {
    const editor = await startEditor({
      capabilities: PULLS,
      initializationOptions: { dockerfileStages: { diagnostics: { enabled: false } } },
    });
    editor.open("FROM alpine AS A\n");
    assert.deepEqual(await editor.codes(), []);
    await editor.connection.sendNotification("workspace/didChangeConfiguration", {
      settings: { dockerfileStages: { diagnostics: { enabled: true } } },
    });
    assert.deepEqual(await editor.codes(), ["StageNameCasing"]);
    await editor.stop();
  });

  it("of any other shape keep their defaults", async () => {
    for (const answer of [
      null,
      [],
      [null],
      [42],
      [{ build: "no", diagnostics: { enabled: "yes" }, codeLens: [] }],
      [{ inlayHints: { stageIndex: true, stageName: "no" }, documentLinks: { registries: ["a"] } }],
    ]) {
      const editor = await startEditor({ capabilities: ASKED, configuration: () => answer });
      editor.open("FROM alpine AS A\n");
      assert.deepEqual(await editor.codes(), ["StageNameCasing"]);
      assert.equal((await editor.ask<unknown[]>("textDocument/codeLens")).length, 3);
      await editor.stop();
    }
  });

  it("that come late answer a document that changed meanwhile with the LSP's error", async () => {
    let isAsked: (answer: (value: unknown) => void) => void;
    const asked = new Promise<(value: unknown) => void>(resolve => {
      isAsked = resolve;
    });
    const editor = await startEditor({
      capabilities: ASKED,
      configuration: () =>
        new Promise(resolve => {
          isAsked(resolve);
        }),
    });
    editor.open(TEXT);
    const early = editor
      .ask<ModelAnswer>(MODEL_REQUEST)
      .catch((error: unknown) => (error as { code: number }).code);
    editor.change(2, [{ text: "FROM scratch\n" }]);
    const late = editor.ask<ModelAnswer>(MODEL_REQUEST);
    (await asked)([{}]);
    assert.equal(await early, -32801);
    assert.equal((await late).stages.length, 1);
    await editor.stop();
  });
});
