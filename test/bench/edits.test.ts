import assert from "node:assert/strict";
import { answers, applied, editsOf } from "../../bench/edits";
import { generate } from "../../bench/generate";

function duplicates(text: string): string[] {
  const names = [...text.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name ?? "");
  return names.filter((name, index) => names.indexOf(name) !== index);
}

describe("bench: edits", () => {
  for (const length of [50, 500]) {
    it(`turn one duplicate stage name on and off, by one character, in ${length} lines`, () => {
      const sample = generate(length, 1);
      const edits = editsOf(sample);
      let text = sample.text;
      for (let index = 0; index < 60; index++) {
        const edit = edits.next().value;
        const { start, end } = edit.change.range;
        assert.equal(edit.change.text.length, 1);
        assert.ok(start.line === end.line && end.character - start.character <= 1);
        const after = applied(text, edit.change);
        assert.notEqual(after, text);
        assert.equal(edit.duplicate, index % 2 === 0);
        assert.equal(duplicates(after).length, edit.duplicate ? 1 : 0);
        text = after;
      }
    });
  }

  it("are near the middle of the file", () => {
    const sample = generate(5_000, 1);
    const edits = editsOf(sample);
    for (let index = 0; index < 40; index++) {
      const { line } = edits.next().value.change.range.start;
      assert.ok(Math.abs(line - sample.lineCount / 2) < 500, String(line));
    }
  });

  it("are answered by a duplicate on one of their two lines and by nothing else", () => {
    const edits = editsOf(generate(500, 1));
    const [on, off] = [edits.next().value, edits.next().value];
    const found = (line: number, message: string) => [{ range: { start: { line, character: 0 } }, message }];
    for (const line of on.lines) {
      assert.equal(answers(on, found(line, 'Duplicate stage name "a"')), true);
      assert.equal(answers(off, found(line, "duplicate name a")), false);
      assert.equal(answers(on, found(line, "something else")), false);
      assert.equal(answers(off, found(line, "something else")), true);
    }
    assert.equal(answers(on, found(on.lines[0] - 1, "duplicate name a")), false);
    assert.equal(answers(on, []), false);
    assert.equal(answers(off, []), true);
  });
});
