import { strict as assert } from "node:assert";
import { TextDocument } from "vscode-languageserver-textdocument";
import { moveRange } from "../../../client/src/snapshot/movedRange";

const TEXT = "FROM a\n\nRUN one && \\\n  two\nRUN three\n# end\n";
const MARKED = "RUN one && \\\n  two";

describe("the mark at an instruction", () => {
  const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 5 } };
  const change = (from: [number, number], to: [number, number], text: string) => ({
    range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
    text,
  });

  it("moves with lines that come and go above it", () => {
    assert.deepEqual(moveRange(range, change([0, 0], [0, 0], "# new\n"))?.start, { line: 3, character: 0 });
    assert.deepEqual(moveRange(range, change([0, 6], [1, 0], ""))?.start, { line: 1, character: 0 });
    assert.deepEqual(moveRange(range, change([2, 0], [2, 0], "RUN zero\n"))?.start, {
      line: 3,
      character: 0,
    });
    assert.deepEqual(moveRange(range, change([1, 0], [2, 0], ""))?.start, { line: 1, character: 0 });
  });

  it("stays for edits below, and goes when the instruction is edited", () => {
    assert.deepEqual(moveRange(range, change([4, 0], [4, 3], "USER")), range);
    for (const touched of [
      change([2, 4], [2, 7], "1"),
      change([3, 5], [3, 5], "!"),
      change([2, 0], [2, 0], "# "),
      change([1, 0], [3, 0], ""),
      change([0, 0], [6, 0], "FROM b\n"),
      change([3, 1], [4, 2], ""),
    ]) {
      assert.equal(moveRange(range, touched), undefined);
    }
  });

  it("stays where a line begins or ends behind or before it, and goes where it is joined with another", () => {
    assert.deepEqual(moveRange(range, change([3, 5], [3, 5], "\n")), range);
    assert.deepEqual(moveRange(range, change([3, 5], [4, 0], "\r\n\r\n")), range);
    assert.deepEqual(moveRange(range, change([2, 0], [2, 0], "\n  ")), {
      start: { line: 3, character: 2 },
      end: { line: 4, character: 5 },
    });
    assert.equal(moveRange(range, change([0, 6], [2, 0], "")), undefined);
    assert.equal(moveRange(range, change([3, 5], [4, 0], "")), undefined);
    const indented = { ...range, start: { line: 2, character: 2 } };
    assert.deepEqual(moveRange(indented, change([2, 0], [2, 2], ""))?.start, { line: 2, character: 0 });
    assert.equal(moveRange(indented, change([2, 0], [2, 0], "#")), undefined);
  });

  it("is over the same text after any edit that leaves it a mark", () => {
    let kept = 0;
    for (let start = 0; start <= TEXT.length; start++) {
      for (let end = start; end <= TEXT.length; end++) {
        for (const text of ["", "x", "\n", "a\nb", "a\n"]) {
          const document = TextDocument.create("file:///a", "dockerfile", 1, TEXT);
          const edit = { range: { start: document.positionAt(start), end: document.positionAt(end) }, text };
          const moved = moveRange(range, edit);
          if (moved === undefined) continue;
          const after = TextDocument.update(document, [edit], 2);
          assert.equal(after.getText(moved), MARKED);
          kept++;
        }
      }
    }
    assert.ok(kept > 300, `only ${kept} edits kept the mark`);
  });
});
