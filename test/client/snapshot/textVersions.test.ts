import { strict as assert } from "node:assert";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  createTextVersions,
  laterText,
  rangeNow,
  rangesNow,
} from "../../../client/src/snapshot/textVersions";
import { random } from "../../support/random";
import { editorDocument, type EditorDocument } from "../editorDocument";

const LINES = ["FROM alpine AS a", "RUN one && \\", "  two", "", "# x", "COPY a b", "  RUN three"];

describe("the versions of a text", () => {
  it("bring ranges and the text itself through any edits, of several places at once too", () => {
    const { below, pick } = random(20261128);
    let kept = 0;
    for (let round = 0; round < 200; round++) {
      const document = editorDocument(Array.from({ length: 12 }, () => pick(LINES)).join("\n"));
      const versions = createTextVersions<EditorDocument>();
      document.onChange(changes => {
        versions.changed(document, changes);
      });
      const from = versions.of(document);
      const before = document.getText();
      const lines = before.split("\n");
      const ranges = lines.map((line, index) => ({
        start: { line: index, character: line.length - line.trimStart().length },
        end: { line: index, character: line.length },
      }));
      for (let edit = 0; edit < 1 + below(6); edit++) {
        const places = Array.from({ length: 1 + below(2) }, () => below(document.getText().length + 1)).sort(
          (a, b) => a - b,
        );
        const changes = [...new Set(places)].flatMap((start, index, all) => {
          const end = Math.min(start + below(20), all[index + 1] ?? Infinity, document.getText().length);
          return { start, end, text: pick(["", "x", "\n", "RUN more\n", "\n  ", " "]) };
        });
        document.edit(...changes);
      }
      const after = TextDocument.create("file:///a", "dockerfile", 1, document.getText());
      const moved = rangesNow(ranges, from);
      assert.equal(moved.version, versions.of(document));
      for (const [index, range] of moved.ranges.entries()) {
        if (range === undefined) continue;
        kept++;
        // Over the same text, and nothing else is before it in its line.
        assert.equal(after.getText(range), lines[index]?.trimStart());
        assert.equal(
          after.getText({ start: { line: range.start.line, character: 0 }, end: range.start }).trim(),
          "",
        );
      }
      assert.equal(laterText(before, from, document.version)?.text, document.getText());
    }
    assert.ok(kept > 800, `only ${kept} of the ranges were kept`);
  });

  it("say nothing where an edit was not heard of", () => {
    const document = editorDocument("FROM a\nRUN b\n");
    const versions = createTextVersions<EditorDocument>();
    const from = versions.of(document);
    document.edit({ start: 0, end: 0, text: "# x\n" });
    assert.notEqual(versions.of(document), from);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    assert.equal(rangeNow(range, from), undefined);
    assert.equal(laterText("FROM a\nRUN b\n", from, document.version), undefined);
  });

  it("keep as many edits as they are to, and as much of them", () => {
    const document = editorDocument("FROM a\nRUN b\n");
    const versions = createTextVersions<EditorDocument>({ edits: 20, characters: 100 });
    document.onChange(changes => {
      versions.changed(document, changes);
    });
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    const insert = (text: string) => {
      document.edit({ start: 0, end: 0, text });
    };
    const first = versions.of(document);
    for (let edit = 0; edit < 20; edit++) insert("\n");
    assert.equal(rangeNow(range, first)?.start.line, 21);
    const second = versions.of(document);
    insert("\n");
    assert.equal(rangeNow(range, first), undefined);
    assert.equal(rangeNow(range, second)?.start.line, 2);
    insert("\n".repeat(90));
    assert.equal(rangeNow(range, second)?.start.line, 92);
    insert("\n".repeat(90));
    assert.equal(rangeNow(range, second), undefined);
  });
});
