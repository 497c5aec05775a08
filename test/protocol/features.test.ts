import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PULLS, startEditor } from "../support/languageServer";
import { cursor } from "../support/marked";

const FILE = "FROM alpine AS base\nFROM busybox\nCOPY --link --from=<|>base /a /b\n";

describe("features over the wire", () => {
  it("complete, with an edit of the kind that the editor knows", async () => {
    const { text } = cursor(FILE);
    const position = { line: 2, character: 19 };
    const plain = await startEditor({ capabilities: PULLS });
    plain.open(text);
    const [item] = await plain.ask<{ label: string; textEdit: object }[]>("textDocument/completion", {
      position,
    });
    assert.equal(item?.label, "base");
    assert.ok("range" in item.textEdit);
    await plain.stop();

    const completionItem = { insertReplaceSupport: true };
    const modern = await startEditor({ capabilities: { textDocument: { completion: { completionItem } } } });
    modern.open(text);
    const [other] = await modern.ask<{ textEdit: object }[]>("textDocument/completion", { position });
    assert.ok(other && "insert" in other.textEdit && "replace" in other.textEdit);
    await modern.stop();
  });

  it("define, with links where the editor knows them", async () => {
    const { text } = cursor(FILE);
    const position = { line: 2, character: 20 };
    const target = { start: { line: 0, character: 15 }, end: { line: 0, character: 19 } };
    const plain = await startEditor();
    plain.open(text);
    assert.deepEqual(await plain.ask("textDocument/definition", { position }), [
      { uri: "file:///work/Dockerfile", range: target },
    ]);
    await plain.stop();

    const modern = await startEditor({
      capabilities: { textDocument: { definition: { linkSupport: true } } },
    });
    modern.open(text);
    assert.deepEqual(await modern.ask("textDocument/definition", { position }), [
      {
        originSelectionRange: { start: { line: 2, character: 19 }, end: { line: 2, character: 23 } },
        targetUri: "file:///work/Dockerfile",
        targetRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 19 } },
        targetSelectionRange: target,
      },
    ]);
    await modern.stop();
  });

  it("offer fixes, in the form that the editor knows, and take no position beyond the text", async () => {
    const codeAction = {
      codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
      disabledSupport: true,
    };
    const editor = await startEditor({
      capabilities: { textDocument: { codeAction }, workspace: { workspaceEdit: { documentChanges: true } } },
    });
    editor.open("FROM alpine AS A\n");
    const range = { start: { line: 0, character: 15 }, end: { line: 9, character: 99 } };
    const ask = (only: string[]) =>
      editor.ask<{ kind: string; edit?: object }[]>("textDocument/codeAction", {
        range,
        context: { diagnostics: [], only },
      });
    const uri = "file:///work/Dockerfile";
    const edits = [{ range: { start: range.start, end: { line: 0, character: 16 } }, newText: "a" }];
    for (const only of ["quickfix", "source.fixAll.dockerfileStages"]) {
      const [action] = await ask([only]);
      assert.equal(action?.kind, only);
      assert.deepEqual(action.edit, {
        documentChanges: [{ textDocument: { uri, version: 1 }, edits }],
      });
    }
    assert.deepEqual(await ask(["source.organizeImports"]), []);
    const refactorings = await ask(["refactor"]);
    assert.deepEqual(
      refactorings.map(({ kind, edit }) => `${kind}${edit ? "" : " disabled"}`),
      [
        "refactor.inline disabled",
        "refactor.move disabled",
        "refactor.move disabled",
        "refactor.rewrite",
        "refactor.rewrite disabled",
        // No language is known that is built on Alpine.
        "refactor.rewrite disabled",
      ],
    );
    await editor.stop();
  });

  it("make the edit of a fix for a whole file when the editor asks for it, in the version in which it was offered", async () => {
    const editor = await startEditor({
      capabilities: {
        textDocument: {
          codeAction: {
            codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } },
            dataSupport: true,
            resolveSupport: { properties: ["edit"] },
          },
        },
      },
    });
    editor.open("FROM alpine as a\nFROM alpine as b\n");
    interface Action {
      title: string;
      edit?: { changes: Record<string, { newText: string }[]> };
      data?: unknown;
    }
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const actions = await editor.ask<Action[]>("textDocument/codeAction", {
      range: { ...range, end: { line: 0, character: 99 } },
      context: { diagnostics: [], only: ["quickfix"] },
    });
    const all = actions.find(({ title }) => title.startsWith("Fix all"));
    assert.ok(all);
    assert.equal(all.edit, undefined);
    assert.ok(actions.some(({ edit }) => edit));
    const resolved = await editor.connection.sendRequest<Action>("codeAction/resolve", all);
    assert.deepEqual(
      Object.values(resolved.edit?.changes ?? {})
        .flat()
        .map(({ newText }) => newText),
      ["AS", "AS"],
    );
    for (const data of [
      undefined,
      null,
      7,
      [],
      {},
      { uri: 1 },
      { uri: "x", version: 1, rule: "y", fix: 5 },
    ]) {
      const strange = { title: "x", ...(data === undefined ? {} : { data }) };
      assert.deepEqual(await editor.connection.sendRequest("codeAction/resolve", strange), strange);
    }
    editor.change(2, [{ text: "FROM alpine as a\nFROM alpine as b\n# more\n" }]);
    await assert.rejects(editor.connection.sendRequest("codeAction/resolve", all), /changed/);
    await editor.stop();
  });

  it("link pages that are there, or those that the client has", async () => {
    const hrefs = async (initializationOptions: object) => {
      const editor = await startEditor({ capabilities: PULLS, initializationOptions });
      editor.open("FROM alpine\nCOPY --from=9 /a /b\n");
      const { items } = await editor.ask<{ items: { codeDescription: { href: string } }[] }>(
        "textDocument/diagnostic",
      );
      await editor.stop();
      return items.map(({ codeDescription }) => codeDescription.href);
    };
    const [own = ""] = await hrefs({});
    assert.match(own, /InvalidStageIndex\.md$/);
    assert.ok(existsSync(fileURLToPath(own)), own);
    assert.deepEqual(await hrefs({ rulePages: "https://example.org/rules" }), [
      "https://example.org/rules/InvalidStageIndex.md",
    ]);
  });
});
