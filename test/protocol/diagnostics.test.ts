/** Diagnostics as a client asks for them: a client that has the answer already is told just that. */
import assert from "node:assert/strict";
import { PULLS, startEditor } from "../support/languageServer";
import type { Editor } from "../support/languageServer";

const FILE = "file:///work/Dockerfile";

interface DiagnosticReport {
  kind: string;
  resultId: string;
  items?: { code: string; range: { start: { line: number } } }[];
}

describe("pulled diagnostics", () => {
  let editor: Editor;
  const ask = (previousResultId?: string) =>
    editor.ask<DiagnosticReport>("textDocument/diagnostic", { previousResultId });

  before(async () => {
    editor = await startEditor({ capabilities: PULLS });
  });
  after(() => editor.stop());
  beforeEach(() => {
    editor.open("FROM alpine AS Build\nENV a b\n");
  });
  afterEach(() => {
    editor.close();
  });

  it("are unchanged as long as the document is", async () => {
    const { kind, resultId, items } = await ask();
    assert.equal(kind, "full");
    assert.deepEqual(
      items?.map(({ code }) => code),
      ["StageNameCasing", "LegacyKeyValueFormat"],
    );
    assert.deepEqual(await ask(resultId), { kind: "unchanged", resultId });
    assert.deepEqual(await ask(), { kind: "full", resultId, items });
    assert.deepEqual(await ask("of another server"), { kind: "full", resultId, items });
  });

  it("are unchanged where an edit changes none of them, and others where one moves", async () => {
    const { resultId } = await ask();
    editor.change(2, [{ range: at(2, 0), text: "RUN true\n" }]);
    assert.deepEqual(await ask(resultId), { kind: "unchanged", resultId });
    editor.change(3, [{ range: at(1, 0), text: "\n" }]);
    const moved = await ask(resultId);
    assert.deepEqual(
      moved.items?.map(({ range }) => range.start.line),
      [0, 2],
    );
    assert.notEqual(moved.resultId, resultId);
    editor.change(4, [
      { range: { start: { line: 1, character: 0 }, end: { line: 2, character: 0 } }, text: "" },
    ]);
    const back = await ask(resultId);
    assert.equal(back.kind, "full", "only the last answer is known");
    assert.deepEqual(await ask(back.resultId), { kind: "unchanged", resultId: back.resultId });
  });

  it("are others under other settings, and for a document that is opened again", async () => {
    const { resultId } = await ask();
    const rules = { StageNameCasing: "off" };
    const configure = (settings: object) =>
      editor.connection.sendNotification("workspace/didChangeConfiguration", {
        settings: { dockerfileStages: settings },
      });
    await configure({ rules });
    const other = await ask(resultId);
    assert.deepEqual(
      other.items?.map(({ code }) => code),
      ["LegacyKeyValueFormat"],
    );
    await configure({});
    assert.equal((await ask(other.resultId)).items?.length, 2);
    editor.close();
    editor.open("FROM alpine\n");
    assert.deepEqual((await ask(resultId)).items, []);
    assert.deepEqual((await ask(other.resultId)).items, []);
  });

  it("of a document that is not open are none", async () => {
    const uri = FILE.replace("work", "nowhere");
    assert.deepEqual(await editor.ask("textDocument/diagnostic", { previousResultId: "1" }, uri), {
      kind: "full",
      items: [],
    });
  });
});

function at(line: number, character: number) {
  return { start: { line, character }, end: { line, character } };
}
