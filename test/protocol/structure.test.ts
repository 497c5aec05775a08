import assert from "node:assert/strict";
import { startEditor } from "../support/languageServer";
import type { Editor, EditorOptions } from "../support/languageServer";

const FILE = "ARG GO=1.22\nFROM golang:${GO} AS builder\nRUN x \\\n  y\nFROM alpine\nCOPY --from=0 /a /b\n";
const WHOLE = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };

/** An editor with these capabilities of a text document, with the file open. */
async function editorWith(textDocument: object, more: EditorOptions = {}): Promise<Editor> {
  const editor = await startEditor({ capabilities: { textDocument }, ...more });
  editor.open(FILE);
  return editor;
}

describe("outline, folds, tokens, selections, links and hints over the wire", () => {
  it("outline as a tree, and as a list for editors that know no tree", async () => {
    const modern = await editorWith({
      documentSymbol: { hierarchicalDocumentSymbolSupport: true, labelSupport: true },
    });
    assert.deepEqual(modern.initialized.capabilities["documentSymbolProvider"], { label: "Stages" });
    const tree = await modern.ask<{ name: string; children?: unknown[] }[]>("textDocument/documentSymbol");
    assert.deepEqual(
      tree.map(({ name, children }) => [name, children?.length]),
      [
        ["ARG GO=1.22", undefined],
        ["builder · golang:1.22", 1],
        ["stage-1 · alpine", 1],
      ],
    );
    await modern.stop();

    const plain = await editorWith({});
    assert.equal(plain.initialized.capabilities["documentSymbolProvider"], true);
    const list = await plain.ask<{ name: string; location: { uri: string } }[]>(
      "textDocument/documentSymbol",
    );
    assert.equal(list.length, 5);
    assert.ok(list.every(({ location }) => location.uri === "file:///work/Dockerfile"));
    await plain.stop();
  });

  it("outline the same over every transport, from one version to the next", async () => {
    const more = "# 說明\nFROM builder AS größe\nRUN echo 😀\n";
    const documentSymbol = { hierarchicalDocumentSymbolSupport: true };
    const trees: unknown[][] = [];
    for (const transport of ["stdio", "ipc"] as const) {
      const editor = await editorWith({ documentSymbol }, { transport });
      const tree = () => editor.ask("textDocument/documentSymbol");
      const answers = [await tree(), await tree()];
      const at = (line: number) => ({ start: { line, character: 0 }, end: { line, character: 0 } });
      editor.change(2, [{ range: at(6), text: more }]);
      answers.push(await tree());
      editor.change(3, [{ range: at(4), text: "\n" }]);
      answers.push(await tree());
      editor.open(FILE, "file:///work/anew");
      editor.change(
        2,
        [{ text: `${FILE.replace("FROM alpine", "\nFROM alpine")}${more}` }],
        "file:///work/anew",
      );
      assert.deepEqual(await editor.ask("textDocument/documentSymbol", {}, "file:///work/anew"), answers[3]);
      trees.push(answers);
      await editor.stop();
    }
    const [[first, again, longer] = [], overIpc] = trees;
    assert.deepEqual(trees[0], overIpc);
    assert.deepEqual(first, again);
    assert.match(JSON.stringify(longer), /größe · builder.*RUN echo 😀/);
  });

  it("find stages of every open document", async () => {
    const editor = await editorWith({});
    editor.open("FROM alpine AS tester\n", "file:///work/app%20a/test.Dockerfile");
    editor.open("FROM alpine AS closed\n", "file:///work/closed");
    editor.close("file:///work/closed");
    const names = async (query: string) =>
      (
        await editor.connection.sendRequest<{ name: string; containerName: string }[]>("workspace/symbol", {
          query,
        })
      ).map(({ name, containerName }) => `${name} in ${containerName}`);
    assert.deepEqual(await names(""), [
      "builder · golang:1.22 in Dockerfile",
      "stage-1 · alpine in Dockerfile",
      "tester · alpine in test.Dockerfile",
    ]);
    assert.deepEqual(await names("TST"), ["tester · alpine in test.Dockerfile"]);
    await editor.stop();
  });

  it("fold as many lines as the editor takes", async () => {
    for (const [foldingRange, starts] of [
      [undefined, [1, 2, 4]],
      [{ lineFoldingOnly: true }, [1, 2, 4]],
      [{ lineFoldingOnly: true, rangeLimit: 2 }, [1, 4]],
    ] as const) {
      const editor = await editorWith({ foldingRange });
      const folds =
        await editor.ask<{ startLine: number; startCharacter?: number }[]>("textDocument/foldingRange");
      assert.deepEqual(
        folds.map(({ startLine }) => startLine),
        starts,
      );
      assert.ok(folds.every(fold => fold.startCharacter === undefined));
      await editor.stop();
    }
  });

  it("select more and more", async () => {
    const editor = await editorWith({});
    const positions = [
      { line: 5, character: 12 },
      { line: 1, character: 1 },
    ];
    const found = await editor.ask<{ range: object; parent: object }[]>("textDocument/selectionRange", {
      positions,
    });
    assert.equal(found.length, 2);
    assert.deepEqual(found[0]?.range, { start: { line: 5, character: 12 }, end: { line: 5, character: 13 } });
    await editor.stop();
  });

  it("colour as the editor asks: whole, in a range, or what changed", async () => {
    const editor = await editorWith({ semanticTokens: { requests: { full: { delta: true }, range: true } } });
    const { full, range } = editor.initialized.capabilities["semanticTokensProvider"] as Record<
      string,
      unknown
    >;
    assert.deepEqual([full, range], [{ delta: true }, true]);
    interface Answer {
      resultId?: string;
      data?: number[];
      edits?: { start: number; deleteCount: number; data?: number[] }[];
    }
    const before = await editor.ask<Answer>("textDocument/semanticTokens/full");
    assert.ok(before.resultId !== undefined && before.data && before.data.length > 0);
    assert.deepEqual(
      (await editor.ask<Answer>("textDocument/semanticTokens/range", WHOLE)).data,
      before.data,
    );

    const insert = (line: number, text: string) => ({
      range: { start: { line, character: 0 }, end: { line, character: 0 } },
      text,
    });
    editor.change(2, [insert(4, "FROM builder AS test\n")]);
    const delta = (previousResultId = "") =>
      editor.ask<Answer>("textDocument/semanticTokens/full/delta", { previousResultId });
    const changed = await delta(before.resultId);
    assert.ok(changed.edits && changed.resultId !== before.resultId);
    const made = [...before.data];
    for (const { start, deleteCount, data = [] } of changed.edits) made.splice(start, deleteCount, ...data);
    const after = await editor.ask<Answer>("textDocument/semanticTokens/full");
    assert.deepEqual(made, after.data);
    assert.deepEqual((await delta(after.resultId)).edits, []);

    // An answer that is not the last one is no ground to stand on.
    assert.deepEqual((await delta(before.resultId)).data, after.data);
    editor.close();
    assert.deepEqual(await delta(after.resultId), { data: [] });
    editor.open(FILE);
    assert.deepEqual((await delta(after.resultId)).data, before.data);
    await editor.stop();

    const simple = await editorWith({ semanticTokens: { requests: { full: true } } });
    const offered = simple.initialized.capabilities["semanticTokensProvider"] as Record<string, unknown>;
    assert.deepEqual([offered["full"], offered["range"]], [true, undefined]);
    assert.deepEqual(await simple.ask("textDocument/semanticTokens/full"), { data: before.data });
    await simple.stop();

    const none = await editorWith({});
    assert.equal(none.initialized.capabilities["semanticTokensProvider"], undefined);
    await none.stop();
  });

  it("hint, with places to go to where the editor goes there, and anew under other settings", async () => {
    let stageIndex = "off";
    let refreshed: () => void = () => undefined;
    const asked: string[] = [];
    const editor = await startEditor({
      capabilities: {
        textDocument: { inlayHint: { resolveSupport: { properties: ["label.location"] } } },
        workspace: {
          configuration: true,
          inlayHint: { refreshSupport: true },
          semanticTokens: { refreshSupport: true },
        },
      },
      configuration: () => [{ inlayHints: { stageIndex, defaultTarget: "yes" } }],
    });
    for (const method of ["workspace/inlayHint/refresh", "workspace/semanticTokens/refresh"])
      editor.connection.onRequest(method, () => {
        asked.push(method);
        refreshed();
        return null;
      });
    editor.open(FILE);
    const labels = async () =>
      (
        await editor.ask<{ label: string | { value: string; location?: object }[] }[]>(
          "textDocument/inlayHint",
          WHOLE,
        )
      ).map(({ label }) =>
        typeof label === "string" ? label : label.map(({ value }) => `${value} →`).join(""),
      );
    assert.deepEqual(await labels(), ["golang:1.22", "builder →"]);
    stageIndex = "all";
    const both = new Promise<void>(done => {
      refreshed = () => {
        if (asked.length === 2) done();
      };
    });
    await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await both;
    assert.deepEqual(await labels(), ["golang:1.22", "stage 0", "stage 1", "builder →"]);
    await editor.stop();

    const plain = await editorWith({ inlayHint: {} });
    const hints = await plain.ask<{ label: unknown }[]>("textDocument/inlayHint", WHOLE);
    assert.deepEqual(
      hints.map(({ label }) => label),
      ["golang:1.22", "stage 0", "builder"],
    );
    await plain.stop();
    const none = await editorWith({});
    assert.equal(none.initialized.capabilities["inlayHintProvider"], undefined);
    await none.stop();
  });

  it("link images, with tooltips where the editor shows them, also in registries of one's own", async () => {
    const links = async (textDocument: object, initializationOptions: object = {}) => {
      const editor = await editorWith(textDocument, { initializationOptions });
      const found = await editor.ask<{ target: string; tooltip?: string }[]>("textDocument/documentLink");
      await editor.stop();
      return found.map(({ target, tooltip }) => [target, tooltip]);
    };
    assert.deepEqual(await links({}), [
      ["https://hub.docker.com/_/golang", undefined],
      ["https://hub.docker.com/_/alpine", undefined],
    ]);
    const registries = { "docker.io": "https://mirror.example.com/{repository}:{tag}", bad: 3 };
    assert.deepEqual(
      await links(
        { documentLink: { tooltipSupport: true } },
        { dockerfileStages: { documentLinks: { registries } } },
      ),
      [
        ["https://mirror.example.com/library/golang:1.22", "Open the page of golang:1.22"],
        ["https://mirror.example.com/library/alpine:latest", "Open the page of alpine"],
      ],
    );
  });
});
