import assert from "node:assert/strict";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const URI = "file:///work/Dockerfile";
const TEXT = "ARG TAG=3\nFROM alpine:$TAG AS base\nFROM base AS more\nCOPY --link --from=base /a /b\n";

function range(line: number, start: number, end: number) {
  return { start: { line, character: start }, end: { line, character: end } };
}

const NAME = range(1, 20, 24);
const BASE = range(2, 5, 9);
const COPIED = range(3, 19, 23);
const MORE = range(2, 13, 17);
const at = (place: { start: { line: number; character: number } }) => ({ position: place.start });

/** The code and the message of the error that a request is answered with. */
async function errorOf(answer: Promise<unknown>): Promise<{ code: number; message: string }> {
  const found: unknown = await answer.then(
    value => assert.fail(JSON.stringify(value)),
    (error: unknown) => error,
  );
  const { code, message } = found as { code: number; message: string };
  return { code, message };
}

describe("names over the wire", () => {
  let plain: Editor;
  let modern: Editor;

  before(async () => {
    plain = await startEditor({ capabilities: PULLS });
    modern = await startEditor({
      capabilities: {
        textDocument: {
          definition: { linkSupport: true },
          typeDefinition: { linkSupport: true },
          implementation: { linkSupport: true },
          rename: { prepareSupport: true, prepareSupportDefaultBehavior: 1 },
          linkedEditingRange: {},
          callHierarchy: {},
        },
        workspace: { workspaceEdit: { documentChanges: true } },
      },
    });
    for (const editor of [plain, modern]) editor.open(TEXT, URI, 7);
  });

  after(async () => {
    assert.equal(await plain.stop(), 0);
    assert.equal(await modern.stop(), 0);
  });

  it("are offered as the editor can ask for them", () => {
    for (const { initialized } of [plain, modern])
      for (const what of [
        "definition",
        "typeDefinition",
        "implementation",
        "references",
        "documentHighlight",
      ])
        assert.equal(initialized.capabilities[`${what}Provider`], true);
    assert.equal(plain.initialized.capabilities["renameProvider"], true);
    assert.deepEqual(modern.initialized.capabilities["renameProvider"], { prepareProvider: true });
    assert.equal(modern.initialized.capabilities["linkedEditingRangeProvider"], true);
    assert.equal(modern.initialized.capabilities["callHierarchyProvider"], true);
  });

  it("lead to stages and arguments, by links where the editor takes them", async () => {
    const stage = range(1, 0, 24);
    const leads: [string, typeof NAME, typeof NAME, object][] = [
      ["definition", COPIED, NAME, stage],
      ["definition", range(1, 13, 16), range(0, 4, 7), range(0, 0, 9)],
      ["typeDefinition", MORE, NAME, stage],
      ["implementation", NAME, MORE, { start: range(2, 0, 0).start, end: range(3, 29, 29).end }],
    ];
    for (const [request, originSelectionRange, targetSelectionRange, targetRange] of leads) {
      const method = `textDocument/${request}`;
      assert.deepEqual(
        await plain.ask(method, at(originSelectionRange)),
        [{ uri: URI, range: targetSelectionRange }],
        request,
      );
      assert.deepEqual(
        await modern.ask(method, at(originSelectionRange)),
        [{ originSelectionRange, targetUri: URI, targetRange, targetSelectionRange }],
        request,
      );
    }
  });

  it("are found and marked", async () => {
    const found = (includeDeclaration: boolean) =>
      plain.ask("textDocument/references", { ...at(COPIED), context: { includeDeclaration } });
    const places = [NAME, BASE, COPIED].map(place => ({ uri: URI, range: place }));
    assert.deepEqual(await found(true), places);
    assert.deepEqual(await found(false), places.slice(1));
    assert.deepEqual(await plain.ask("textDocument/documentHighlight", at(BASE)), [
      { range: NAME, kind: 3 },
      { range: BASE, kind: 2 },
      { range: COPIED, kind: 2 },
    ]);
  });

  it("are renamed, in edits of the version where the editor takes them", async () => {
    const edits = [NAME, BASE, COPIED].map(place => ({ range: place, newText: "other" }));
    const ask = (editor: Editor) => editor.ask("textDocument/rename", { ...at(COPIED), newName: "other" });
    assert.deepEqual(await ask(plain), { changes: { [URI]: edits } });
    assert.deepEqual(await ask(modern), {
      documentChanges: [{ textDocument: { uri: URI, version: 7 }, edits }],
    });
    assert.deepEqual(await modern.ask("textDocument/prepareRename", at(BASE)), {
      range: BASE,
      placeholder: "base",
    });
  });

  it("are not renamed, with a reason that editors show", async () => {
    const image = at(range(1, 5, 11));
    const expected = { code: -32803, message: '"alpine:3" is an image, not a stage of this file.' };
    assert.deepEqual(await errorOf(modern.ask("textDocument/prepareRename", image)), expected);
    const newName = "other";
    assert.deepEqual(await errorOf(plain.ask("textDocument/rename", { ...image, newName })), expected);
    const taken = await errorOf(plain.ask("textDocument/rename", { ...at(BASE), newName: "more" }));
    assert.equal(taken.message, 'The file already has a stage named "more".');
  });

  it("are typed over together", async () => {
    assert.deepEqual(await modern.ask("textDocument/linkedEditingRange", at(NAME)), {
      ranges: [NAME, BASE, COPIED],
      wordPattern: "[a-z][a-z0-9\\-_.]*",
    });
    assert.equal(await modern.ask("textDocument/linkedEditingRange", at(COPIED)), null);
  });

  it("show who needs whom, also when the document has changed", async () => {
    interface Item {
      name: string;
      uri: string;
    }
    const [item] = await modern.ask<Item[]>("textDocument/prepareCallHierarchy", at(BASE));
    assert.equal(item?.name, "base");
    const [call] = await modern.ask<{ from: Item; fromRanges: object[] }[]>("callHierarchy/incomingCalls", {
      item,
    });
    assert.equal(call?.from.name, "more");
    assert.deepEqual(call.fromRanges, [BASE, COPIED]);
    const outgoing = await modern.ask("callHierarchy/outgoingCalls", { item: call.from });
    assert.deepEqual(outgoing, [{ to: item, fromRanges: [BASE, COPIED] }]);

    const top = range(0, 0, 0);
    modern.change(8, [{ range: top, text: "# a comment\n" }]);
    const [moved] = await modern.ask<{ fromRanges: object[] }[]>("callHierarchy/incomingCalls", { item });
    assert.deepEqual(moved?.fromRanges, [range(3, 5, 9), range(4, 19, 23)]);
    modern.change(9, [{ text: "FROM alpine AS others\n" }]);
    assert.equal(await modern.ask("callHierarchy/incomingCalls", { item }), null);
    assert.equal(
      await modern.ask("callHierarchy/incomingCalls", { item: { ...item, uri: "file:///not/open" } }),
      null,
    );
    modern.change(10, [{ text: TEXT }]);
  });

  it("have an answer in files that nobody writes, and in none", async () => {
    const uri = "file:///work/other";
    const methods = ["definition", "typeDefinition", "implementation"];
    for (const { text } of [...Object.values(HOSTILE_TEXTS), { text: null }]) {
      if (text !== null) plain.open(text, uri);
      for (const position of [
        { line: 0, character: 5 },
        { line: 1, character: 12 },
        { line: 9_999_999, character: 9_999_999 },
      ]) {
        for (const method of methods)
          assert.ok(Array.isArray(await plain.ask(`textDocument/${method}`, { position }, uri)));
        const context = { includeDeclaration: true };
        assert.ok(Array.isArray(await plain.ask("textDocument/references", { position, context }, uri)));
        const [item] =
          (await plain.ask<object[] | null>("textDocument/prepareCallHierarchy", { position }, uri)) ?? [];
        if (item) assert.ok(await plain.ask("callHierarchy/incomingCalls", { item }));
        for (const method of ["documentHighlight", "linkedEditingRange"])
          await plain.ask(`textDocument/${method}`, { position }, uri);
        const answer = plain.ask("textDocument/rename", { position, newName: "fresh" }, uri);
        const refused = await answer.then(
          () => null,
          (error: unknown) => error as { code: number },
        );
        assert.ok(refused === null || refused.code === -32803);
      }
      if (text !== null) plain.close(uri);
    }
  });
});
