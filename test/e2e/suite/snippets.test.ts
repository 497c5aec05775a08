import { strict as assert } from "node:assert";
import { commands, CompletionItemKind, Range, SnippetString, type CompletionList } from "vscode";
import { expandSnippet, writeSnippetText } from "../../../server/src/features/completion/snippetText";
import { FILES, SNIPPETS } from "../../support/snippets";
import { eventually } from "../eventually";
import { onlyMark, openMarked } from "./markedFile";

const STAGE = "FROM alpine AS build\nRUN make\n\nFROM alpine\n";

describe("snippets", () => {
  it("are offered once each, whole files first, in an empty file", async () => {
    const names = await offered("<|>");
    assert.deepEqual(
      names.slice(0, FILES.length),
      FILES.map(({ name }) => name),
    );
    assert.equal(new Set(names).size, names.length);
  });

  it("are offered in a stage once each, and nowhere but where an instruction can begin", async () => {
    const names = await offered(`${STAGE}<|>`);
    assert.ok(names.includes("ms-copy") && !names.includes("ms-go"));
    assert.equal(new Set(names).size, names.length);
    for (const text of [
      `${STAGE}RUN a \\\n  <|>`,
      `${STAGE}# ms-<|>`,
      `${STAGE}RUN ms-<|>`,
      `${STAGE}RUN <<EOF\n<|>\nEOF`,
    ])
      assert.deepEqual(await offered(text), [], text);
  });

  it("are inserted by name, as a key or the list of Insert Snippet does", async () => {
    const { document } = await openMarked("");
    await commands.executeCommand("editor.action.insertSnippet", { langId: "dockerfile", name: "ms-go" });
    const go = FILES.find(({ name }) => name === "ms-go");
    assert.ok(go);
    const text = await eventually(
      "the snippet is there",
      () => Promise.resolve(document.getText()),
      found => found !== "",
    );
    assert.equal(text, expandSnippet(go.pieces).text);
  });

  it("become for VS Code what they become for us", async function () {
    this.timeout(120_000);
    const { document, editor } = await openMarked("");
    for (const { name, pieces } of SNIPPETS) {
      const all = new Range(0, 0, document.lineCount, 0);
      assert.ok(await editor.insertSnippet(new SnippetString(writeSnippetText(pieces)), all));
      assert.equal(document.getText(), expandSnippet(pieces).text, name);
      // Else the next one would be one within this one.
      await commands.executeCommand("leaveSnippet");
    }
  });

  it("carry the name of a stage to every place that names it, while it is typed", async () => {
    const { document, editor } = await openMarked("");
    const go = FILES.find(({ name }) => name === "ms-go");
    assert.ok(go);
    await editor.insertSnippet(new SnippetString(writeSnippetText(go.pieces)));
    await commands.executeCommand("type", { text: "code" });
    const text = document.getText();
    assert.match(text, /^# code downloads the modules /);
    assert.match(text, /^FROM \S+ golang:\S+ AS code$/m);
    assert.match(text, /^FROM code AS test$/m);
    assert.match(text, /^FROM code AS build$/m);
    await commands.executeCommand("leaveSnippet");
  });
});

/** The names of the snippets that VS Code lists at the mark, in its order. */
async function offered(text: string): Promise<string[]> {
  const file = await openMarked(text);
  const { items } = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    file.uri,
    onlyMark(file),
  );
  return items
    .filter(({ kind }) => kind === CompletionItemKind.Snippet)
    .map(({ label, sortText }) => ({ name: typeof label === "string" ? label : label.label, sortText }))
    .sort((one, other) => ((one.sortText ?? one.name) < (other.sortText ?? other.name) ? -1 : 1))
    .map(({ name }) => name)
    .filter(name => name.startsWith("ms-"));
}
