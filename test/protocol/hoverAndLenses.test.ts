import assert from "node:assert/strict";
import type { CodeLens, Hover } from "vscode-languageserver-protocol";
import {
  BUILD_COMMAND,
  BUILD_COMMAND_LINE_REQUEST,
  COPY_COMMAND,
  SET_CONTEXT_COMMAND,
  SHOW_REFERENCES_COMMAND,
} from "../../server/src/protocol";
import { startEditor } from "../support/languageServer";
import type { Editor, EditorOptions } from "../support/languageServer";

const FILE = "# base is where it begins\nFROM alpine AS base\nFROM busybox\nCOPY --from=base /a /b\n";
const URI = "file:///work/Dockerfile";
const COMMANDS = { commands: [BUILD_COMMAND, SHOW_REFERENCES_COMMAND] };
const RESOLVES = { textDocument: { codeLens: { resolveSupport: { properties: ["command"] } } } };

async function withEditor(options: EditorOptions, talk: (editor: Editor) => Promise<void>): Promise<void> {
  const editor = await startEditor(options);
  try {
    editor.open(FILE);
    await talk(editor);
  } finally {
    await editor.stop();
  }
}

function lensesOf(editor: Editor): Promise<CodeLens[]> {
  return editor.ask<CodeLens[]>("textDocument/codeLens");
}

describe("hover over the wire", () => {
  const forms: Record<string, [object, string, string]> = {
    "an editor that names no form": [{}, "plaintext", "base — stage 1 of 2"],
    "an editor of plain text": [{ contentFormat: ["plaintext"] }, "plaintext", "base — stage 1 of 2"],
    "an editor of Markdown": [
      { contentFormat: ["plaintext", "markdown"] },
      "markdown",
      "**base** — stage 1 of 2",
    ],
  };
  for (const [title, [hover, kind, start]] of Object.entries(forms))
    it(`speaks to ${title}`, async () => {
      await withEditor({ capabilities: { textDocument: { hover } } }, async editor => {
        assert.equal(editor.initialized.capabilities["hoverProvider"], true);
        const answer = await editor.ask<Hover>("textDocument/hover", {
          position: { line: 3, character: 14 },
        });
        assert.deepEqual(answer.range, {
          start: { line: 3, character: 12 },
          end: { line: 3, character: 16 },
        });
        assert.ok(typeof answer.contents === "object" && "kind" in answer.contents);
        assert.equal(answer.contents.kind, kind);
        assert.ok(answer.contents.value.startsWith(start), answer.contents.value);
        for (const position of [
          { line: 3, character: 1 },
          { line: 99, character: 99 },
        ])
          assert.equal(await editor.ask("textDocument/hover", { position }), null);
        editor.close();
        assert.equal(await editor.ask("textDocument/hover", { position: { line: 3, character: 14 } }), null);
      });
    });

  it("follows edits and settings", async () => {
    const capabilities = { textDocument: { hover: { contentFormat: ["markdown"] } } };
    await withEditor({ capabilities }, async editor => {
      const firstLine = async () => {
        const { contents } = await editor.ask<Hover>("textDocument/hover", {
          position: { line: 1, character: 16 },
        });
        assert.ok(typeof contents === "object" && "value" in contents);
        return contents.value.split("\n")[0];
      };
      assert.equal(await firstLine(), "**base** — stage 1 of 2 (index 0)");
      editor.change(2, [{ text: FILE.replace("COPY", "# COPY") }]);
      assert.equal(await firstLine(), "**base** — stage 1 of 2 (index 0), not part of the default build");
      await editor.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { dockerfileStages: { targets: ["base"] } },
      });
      assert.equal(await firstLine(), "**base** — stage 1 of 2 (index 0), target");
    });
  });
});

describe("the build command in a hover", () => {
  const position = { line: 1, character: 16 };
  const plain = /docker build --target base -f \/work\/Dockerfile \/work/;
  const commandIn = async (
    initializationOptions: object,
    answer?: () => unknown,
    contentFormat: ("markdown" | "plaintext")[] = ["plaintext"],
  ) => {
    let shown = "";
    const capabilities = { textDocument: { hover: { contentFormat } } };
    await withEditor({ initializationOptions, capabilities }, async editor => {
      const asked: unknown[] = [];
      editor.connection.onRequest(BUILD_COMMAND_LINE_REQUEST, (question: unknown) => {
        asked.push(question);
        return answer?.();
      });
      const { contents } = await editor.ask<Hover>("textDocument/hover", { position });
      assert.ok(typeof contents === "object" && "value" in contents);
      shown = contents.value;
      assert.deepEqual(asked, answer ? [{ uri: URI, stage: 0 }] : []);
      // What is no stage asks nobody.
      await editor.ask("textDocument/hover", { position: { line: 3, character: 1 } });
      assert.equal(asked.length, answer ? 1 : 0);
    });
    return shown;
  };
  const tells = { tellsBuildCommands: true };

  it("is a plain one where the client does not say that it knows better", async () => {
    assert.match(await commandIn({}), plain);
  });

  it("is the client's own where it does", async () => {
    const shown = await commandIn(tells, () => ({
      command: "podman build --target base -t work:base /work",
    }));
    assert.ok(shown.includes("podman build --target base -t work:base /work"), shown);
    assert.ok(!plain.test(shown), shown);
  });

  it("can be copied and run, and says its build context, where the client has that", async () => {
    const answer = (isChosen: boolean, canBuild: boolean) => () => ({
      command: "docker build .",
      context: { path: "services/[x](y)", isChosen },
      canBuild,
    });
    const commands = [BUILD_COMMAND, COPY_COMMAND, SET_CONTEXT_COMMAND];
    const argument = encodeURIComponent(JSON.stringify([{ uri: URI, stage: 0 }]));
    const shown = await commandIn({ ...tells, commands }, answer(true, true), ["markdown"]);
    assert.ok(
      shown.includes(
        `[Copy](command:${COPY_COMMAND}?${argument}) · [Run](command:${BUILD_COMMAND}?${argument})`,
      ),
      shown,
    );
    assert.ok(shown.includes("Build context: `services/[x](y)`, set for this Dockerfile"), shown);
    const refused = await commandIn({ ...tells, commands }, answer(false, false), ["markdown"]);
    assert.ok(!refused.includes(BUILD_COMMAND), refused);
    assert.ok(!refused.includes("set for this Dockerfile"), refused);
    assert.ok(!(await commandIn(tells, answer(true, true), ["markdown"])).includes("](command:"));
  });

  const none: [about: string, answer: () => unknown][] = [
    ["has none", () => ({ command: null })],
    ["answers something else", () => 7],
    [
      "fails",
      () => {
        throw new Error("no");
      },
    ],
    ["does not answer", () => new Promise(() => undefined)],
  ];
  for (const [about, answer] of none)
    it(`is a plain one where the client ${about}`, async () => {
      assert.match(await commandIn(tells, answer), plain);
    });
});

describe("code lenses over the wire", () => {
  const TITLES = ["▶ Build up to base", "1 reference", "▶ Build", "default target"];

  it("come whole to editors that do not say that they resolve them", async () => {
    await withEditor({ initializationOptions: COMMANDS }, async editor => {
      assert.deepEqual(editor.initialized.capabilities["codeLensProvider"], {});
      const lenses = await lensesOf(editor);
      assert.deepEqual(
        lenses.map(({ command }) => command?.title),
        TITLES,
      );
      assert.deepEqual(lenses[0]?.command?.arguments, [{ uri: URI, stage: 0 }]);
      assert.ok(lenses.every(lens => lens.data === undefined));
    });
  });

  it("come without their commands to editors that resolve them", async () => {
    await withEditor({ capabilities: RESOLVES, initializationOptions: COMMANDS }, async editor => {
      assert.deepEqual(editor.initialized.capabilities["codeLensProvider"], { resolveProvider: true });
      const lenses = await lensesOf(editor);
      assert.ok(lenses.every(lens => lens.command === undefined));
      const resolve = (lens: CodeLens) => editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens);
      const resolved = await Promise.all(lenses.map(resolve));
      assert.deepEqual(
        resolved.map(({ command }) => command?.title),
        TITLES,
      );
      const [first] = lenses;
      assert.ok(first);
      assert.deepEqual(resolved[0], { ...first, command: resolved[0]?.command });
      // A lens that is gone says nothing, and one of somebody else's is left alone.
      editor.change(2, [{ text: "# FROM\n" }]);
      assert.deepEqual((await resolve(first)).command, { title: "", command: "" });
      const { range } = first;
      for (const data of [undefined, 7, { uri: URI }, { uri: URI, stage: 0, kind: "other" }])
        assert.equal((await resolve({ range, data })).command, undefined);
    });
  });

  it("have their commands for editors that do not say which they have", async () => {
    for (const initializationOptions of [undefined, {}, { commands: "all" }])
      await withEditor({ initializationOptions }, async editor => {
        assert.deepEqual(
          (await lensesOf(editor)).map(({ command }) => command?.title),
          ["▶ Build up to base", "Run", "1 reference", "▶ Build", "Run", "default target"],
        );
      });
  });

  it("only say something to editors that have no command for them", async () => {
    for (const initializationOptions of [{ commands: [] }, { commands: [7, null] }])
      await withEditor({ initializationOptions }, async editor => {
        assert.deepEqual(
          (await lensesOf(editor)).map(({ command }) => [command?.title, command?.command]),
          [
            ["1 reference", ""],
            ["default target", ""],
          ],
        );
      });
  });

  it("go with their settings, one kind and all", async () => {
    await withEditor({ initializationOptions: COMMANDS }, async editor => {
      const titles = async (codeLens: object) => {
        await editor.connection.sendNotification("workspace/didChangeConfiguration", {
          settings: { dockerfileStages: { codeLens } },
        });
        return (await lensesOf(editor)).map(({ command }) => command?.title);
      };
      assert.deepEqual(await titles({ build: false, role: false, description: true }), [
        "1 reference",
        "is where it begins",
      ]);
      assert.deepEqual(await titles({ references: false, description: "no" }), [
        "▶ Build up to base",
        "▶ Build",
        "default target",
      ]);
      assert.deepEqual(await titles({ enabled: false }), []);
    });
  });
});
