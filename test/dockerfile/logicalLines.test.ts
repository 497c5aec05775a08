import assert from "node:assert/strict";
import { lineAt, readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { toDocument } from "../../server/src/dockerfile/sourceMap";
import { cursor, marked } from "../support/marked";

type Table = Record<string, [text: string, ...lines: string[]]>;

const BS = "\\";

/** Texts, and the logical lines that the builder joins them to. */
const JOINED: Table = {
  "an empty file": [""],
  "nothing but white space": [" \t\n\r\n\v\n\u00a0"],
  "nothing but comments": ["# a\n  # b\n#\n"],
  "one line without a line end": ["FROM a", "FROM a"],
  "several lines": ["FROM a\nRUN b\n", "FROM a", "RUN b"],
  "leading white space is dropped, that at the end is kept": [" \t FROM a \n\u00a0RUN b", "FROM a ", "RUN b"],
  CRLF: ["FROM a\r\nRUN b\r\n", "FROM a", "RUN b"],
  "every CR before the line feed is dropped": ["FROM a\r\r\n", "FROM a"],
  "a lone CR ends no line": ["FROM a\rRUN b\n", "FROM a\rRUN b"],
  "nor does any other line separator": ["FROM a\u2028\u0085\fRUN b\n", "FROM a\u2028\u0085\fRUN b"],
  "a BOM is no text": ["\uFEFFFROM a", "FROM a"],
  "a second BOM is": ["\uFEFF\uFEFFFROM a", "\uFEFFFROM a"],
  "a BOM in the second line is": ["\n\uFEFFFROM a", "\uFEFFFROM a"],
  "no comment behind an instruction": ["FROM a # b\n", "FROM a # b"],
  "a line of its own between comments": ["# a\nFROM a\n# b\nRUN b\n", "FROM a", "RUN b"],
  "a continuation": [`RUN a ${BS}\n  b\n`, "RUN a   b"],
  "a continuation within a word": [`FR${BS}\nOM al${BS}\npine\n`, "FROM alpine"],
  "a continuation with CRLF": [`RUN a ${BS}\r\n b\r\n`, "RUN a  b"],
  "spaces and tabs behind the escape": [`RUN a ${BS} \t \n b`, "RUN a  b"],
  "other white space behind the escape ends the line": [`RUN a ${BS}\v\nb`, `RUN a ${BS}\v`, "b"],
  "a no-break space behind the escape ends the line": [`RUN a ${BS}\u00a0\nb`, `RUN a ${BS}\u00a0`, "b"],
  "a CR and a space behind the escape end the line": [`RUN a ${BS}\r \nb`, `RUN a ${BS}\r `, "b"],
  "the escape within a line": [`RUN a ${BS} b\nRUN c`, `RUN a ${BS} b`, "RUN c"],
  "two escapes end the line": [`RUN a ${BS}${BS}\nb`, `RUN a ${BS}${BS}`, "b"],
  "three escapes end the line": [`RUN a ${BS}${BS}${BS}\nb`, `RUN a ${BS}${BS}${BS}`, "b"],
  "an escape, a space and an escape": [`RUN a ${BS} ${BS}\nb`, `RUN a ${BS} b`],
  "nothing but the escape": [`${BS}\nRUN a`, "RUN a"],
  "nothing but the escape, indented": [`  ${BS}\n  RUN a`, "  RUN a"],
  "nothing but two escapes": [`${BS}${BS}\nRUN a`, `${BS}${BS}`, "RUN a"],
  "the escape alone in a continuation": [`RUN a ${BS}\n${BS}\nb`, "RUN a b"],
  "two escapes alone in a continuation": [`RUN a ${BS}\n${BS}${BS}\nb`, `RUN a ${BS}${BS}`, "b"],
  "an escape behind one that ends the line above": [`RUN a${BS}\n${BS}\nb`, "RUN ab"],
  "blank lines in a continuation": [`RUN a ${BS}\n\n \t\n\u00a0\n b`, "RUN a  b"],
  "comments in a continuation": [`RUN a ${BS}\n# c\n  # d ${BS}\n b`, "RUN a  b"],
  "a comment behind a BOM in a continuation is none": [`RUN a ${BS}\n\uFEFF# c\nb`, "RUN a \uFEFF# c", "b"],
  "a comment that ends in the escape": [`# a ${BS}\nFROM a`, "FROM a"],
  "a hash within a continued line": [`RUN a # b ${BS}\nc`, "RUN a # b c"],
  "the escape at the end of the file": [`RUN a ${BS}`, "RUN a "],
  "the escape and a line end at the end of the file": [`RUN a ${BS}\n`, "RUN a "],
  "the escape, blank lines and comments at the end of the file": [`RUN a ${BS}\n\n# c\n`, "RUN a "],
  "the escape alone in the file": [BS, ""],
  "a backtick without its directive": ["RUN a `\nb", "RUN a `", "b"],
  "a backtick with its directive": [`# escape=\`\nRUN a \`\nb ${BS}\nRUN c`, `RUN a b ${BS}`, "RUN c"],
  "two backticks with their directive": ["# escape=`\nRUN a ``\nb", "RUN a ``", "b"],
  "binary text": ["\0\u0001\u0002\n\u007f", "\0\u0001\u0002", "\u007f"],
};

function joined(text: string): string[] {
  return readDockerfile(text).lines.map(({ instruction }) => instruction.text);
}

describe("dockerfile: logical lines", () => {
  for (const [title, [text, ...lines]] of Object.entries(JOINED))
    it(title, () => {
      assert.deepEqual(joined(text), lines);
    });

  it("the whole of a line, with its continuations and heredocs, has its place in the document", () => {
    const { text, spans } = marked(
      `# c\n  «first:FROM a ${BS}\n# d\n\n  AS b»\r\n\n«second:RUN <<E\nx\nE»\n«third:RUN c ${BS}\n  # d»\n`,
    );
    const { lines } = readDockerfile(text);
    assert.deepEqual(
      lines.map(({ start, end }) => ({ start, end })),
      [spans.get("first"), spans.get("second"), spans.get("third")],
    );
  });

  it("a span of the text is the stretch of the document from its first to its last character", () => {
    const { text, spans } = marked(`FROM «base:alp${BS}\n# c\n\nine»«behind:»  AS ${BS}\n  «name:b»`);
    const [line] = readDockerfile(text).lines;
    assert.ok(line);
    const [base, , name] = line.instruction.words;
    assert.ok(base && name);
    assert.deepEqual(toDocument(line, base.span), spans.get("base"));
    assert.deepEqual(toDocument(line, name.span), spans.get("name"));
    const behind = { start: base.span.end, end: base.span.end };
    assert.deepEqual(toDocument(line, behind), spans.get("behind"));
  });

  it("a line is found at every offset from its first character to its end", () => {
    const at = (withCursor: string) => {
      const { text, offset } = cursor(withCursor);
      return lineAt(readDockerfile(text), offset)?.instruction.text;
    };
    assert.equal(at("<|>FROM a\nRUN b\n"), "FROM a");
    assert.equal(at("FROM a<|>\nRUN b\n"), "FROM a");
    assert.equal(at("FROM a\n<|>RUN b\n"), "RUN b");
    assert.equal(at(`RUN a ${BS}\n# c<|>\nb\n`), "RUN a b");
    assert.equal(at("RUN <<E\nx<|>\nE\n"), "RUN <<E");
    assert.equal(at("FROM a\n<|> RUN b\n"), undefined);
    assert.equal(at("FROM a\n# c<|>\nRUN b\n"), undefined);
    assert.equal(at("FROM a\n<|>"), undefined);
    assert.equal(at("<|>"), undefined);
  });

  it("a line that stays open goes on with what is typed behind it", () => {
    for (const [before, after] of [
      [`RUN a ${BS}\n`, `RUN a ${BS}\nb\n`],
      ["RUN <<E\nx\n", "RUN <<E\nx\nE\nFROM a\n"],
      [`RUN a ${BS}\n# c\n`, `RUN a ${BS}\n# c\nb\n`],
      ["FROM a", "FROM ab"],
      ["FROM a\n", "FROM a\n# c\nRUN b"],
      [`RUN a ${BS}\n${"x".repeat(65_536)}\n`, `RUN a ${BS}\n${"x".repeat(65_535)}\n`],
      [`RUN <<E\n${"x".repeat(65_536)}\nE\n`, `RUN <<E\n${"x".repeat(65_535)}\nE\n`],
    ] as const) {
      const texts = readDockerfile(after, readDockerfile(before)).lines.map(
        ({ instruction }) => instruction.text,
      );
      assert.deepEqual(texts, joined(after));
    }
  });
});

describe("dockerfile: comments above an instruction", () => {
  const above = (text: string) =>
    readDockerfile(text)
      .lines.at(-1)
      ?.comments.map(comment => comment.text);

  it("are kept without the hash and the white space around them", () => {
    assert.deepEqual(above("#  a b \t\r\n#c\nFROM a"), ["a b", "c"]);
  });

  it("keep their hash where they are indented", () => {
    assert.deepEqual(above("  # a\n\t#b\nFROM a"), ["# a", "#b"]);
  });

  it("are kept over blank lines, and forgotten at an empty comment", () => {
    assert.deepEqual(above("# a\n\nFROM a"), ["a"]);
    assert.deepEqual(above("# a\n#\n# b\nFROM a"), ["b"]);
    assert.deepEqual(above("# a\n# \nFROM a"), []);
  });

  it("belong to the first instruction below them", () => {
    assert.deepEqual(above("# a\nARG b\nFROM a"), []);
    assert.deepEqual(above(`ARG b ${BS}\n# a\nc\nFROM a`), []);
  });

  it("are no directives, but what looks like one further down is a comment", () => {
    assert.deepEqual(above("# syntax=a\n# escape=`\nFROM a"), []);
    assert.deepEqual(above("# a\n# syntax=a\nFROM a"), ["a", "syntax=a"]);
  });
});

describe("dockerfile: the longest line", () => {
  const LONGEST = 65_535;
  const tooLong = (text: string) => readDockerfile(text).tooLong;

  it("is counted in bytes", () => {
    assert.equal(tooLong("x".repeat(LONGEST)), null);
    assert.deepEqual(tooLong("x".repeat(LONGEST + 1)), { start: 0, end: LONGEST + 1 });
    assert.equal(tooLong(`${"é".repeat(32_767)}x\n`), null);
    assert.deepEqual(tooLong("é".repeat(32_768)), { start: 0, end: 32_768 });
    assert.equal(tooLong("😀".repeat(16_383)), null);
    assert.deepEqual(tooLong("😀".repeat(16_384)), { start: 0, end: 32_768 });
    assert.equal(tooLong("\u4e00".repeat(21_845)), null);
    assert.notEqual(tooLong("\u4e00".repeat(21_846)), null);
  });

  it("counts a carriage return, and not the line feed", () => {
    assert.equal(tooLong(`${"x".repeat(LONGEST - 1)}\r\n`), null);
    assert.notEqual(tooLong(`${"x".repeat(LONGEST)}\r\n`), null);
  });

  it("ends what is read: comments, heredocs and continuations too", () => {
    const long = "x".repeat(LONGEST + 1);
    assert.deepEqual(joined(`FROM a\n#${long}\nFROM b\n`), ["FROM a"]);
    assert.deepEqual(joined(`FROM a\nRUN <<E\n${long}\nE\nFROM b\n`), ["FROM a", "RUN <<E"]);
    assert.deepEqual(joined(`FROM a\nRUN b ${BS}\n${long}\nFROM c\n`), ["FROM a", "RUN b "]);
  });

  it("is no limit for lines that are joined", () => {
    const half = "x".repeat(40_000);
    assert.deepEqual(joined(`RUN ${half}${BS}\n${half}\n`), [`RUN ${half}${half}`]);
  });
});
