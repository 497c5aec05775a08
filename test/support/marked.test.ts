import assert from "node:assert/strict";
import { cursor, marked } from "./marked";

describe("fixture markers", () => {
  it("a cursor is taken out of the text", () => {
    assert.deepEqual(cursor("FROM <|>a\n"), { text: "FROM a\n", offset: 5 });
    assert.deepEqual(cursor("<|>"), { text: "", offset: 0 });
  });

  it("one cursor is wanted", () => {
    assert.throws(() => cursor("FROM a"), /One <\|> is wanted, not 0/);
    assert.throws(() => cursor("<|>FROM a<|>"), /One <\|> is wanted, not 2/);
  });

  it("stretches have names", () => {
    const { text, spans } = marked("FROM «base:alpine» AS «name:a»\nCOPY --from=«empty:» x y\n");
    assert.equal(text, "FROM alpine AS a\nCOPY --from= x y\n");
    assert.deepEqual(
      [...spans],
      [
        ["base", { start: 5, end: 11 }],
        ["name", { start: 15, end: 16 }],
        ["empty", { start: 29, end: 29 }],
      ],
    );
  });

  it("a stretch may go over lines, and hold colons", () => {
    const { text, spans } = marked("FROM «base:a:\\\n1»\n");
    assert.equal(text, "FROM a:\\\n1\n");
    assert.deepEqual(spans.get("base"), { start: 5, end: 10 });
  });

  it("carets point at the line above, several lines of them at the same one", () => {
    const { text, notes } = marked(
      "FROM a AS b\n#    ^ base: of a\n#         ^ name\nFROM c\n#<^^^^ keyword\n",
    );
    assert.equal(text, "FROM a AS b\nFROM c\n");
    assert.deepEqual(
      notes.map(({ span, text: words }) => [text.slice(span.start, span.end), words]),
      [
        ["a", "base: of a"],
        ["b", "name"],
        ["FROM", "keyword"],
      ],
    );
  });

  it("lines of carets go with their line ends, CRLF too", () => {
    const { text, notes } = marked("FROM a\r\n#    ^ base\r\nFROM b\r\n");
    assert.equal(text, "FROM a\r\nFROM b\r\n");
    assert.deepEqual(notes, [{ span: { start: 5, end: 6 }, text: "base" }]);
  });

  it("comments and heredocs with carets in them stay", () => {
    const text = "FROM a\n# a ^ b\n#^b\n# ^b\nRUN <<E\n^ x\nE\n";
    assert.equal(marked(text).text, text);
  });

  it("marks that mark nothing are refused", () => {
    assert.throws(() => marked("«a:x»«a:y»"), /«a:…» stands twice/);
    assert.throws(() => marked("«a:x"), /left over/);
    assert.throws(() => marked("x»"), /left over/);
    assert.throws(() => marked("#    ^ nothing above\n"), /Carets point at nothing/);
    assert.throws(() => marked("FROM a\n#        ^ beyond\n"), /Carets point at nothing/);
    assert.throws(() => marked("FROM «a:x»\n#    ^ both\n"), /as well/);
  });
});
