import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import type { Dockerfile } from "../../server/src/dockerfile/dockerfile";
import type { Flag } from "../../server/src/dockerfile/flags";
import type { Instruction } from "../../server/src/dockerfile/instruction";
import type { LogicalLine } from "../../server/src/dockerfile/logicalLines";
import { toDocument, toDocumentParts, toText } from "../../server/src/dockerfile/sourceMap";
import type { MappedText, Span } from "../../server/src/dockerfile/source";
import { edited, forAll } from "./randomText";

const TEXTS = 2_500;

describe("dockerfile: properties of any text", function () {
  this.timeout(60_000);

  it("instructions and gaps are the text, whole lines each, up to a line that is too long", () => {
    forAll(TEXTS, text => {
      const file = readDockerfile(text);
      assert.equal(file.tooLong, null);
      let at = 0;
      for (const { kind, start, end } of segmentsOf(file)) {
        assert.ok(start === at && start < end, `${kind} at ${start}..${end}, not at ${at}`);
        assert.ok(
          kind === "bom" || end === text.length || text[end - 1] === "\n",
          `${kind} ends within a line`,
        );
        at = end;
      }
      assert.equal(at, text.length);
    });
  });

  it("lines are in order, and so are their comments, pieces and heredocs", () => {
    forAll(TEXTS, text => {
      for (const line of readDockerfile(text).lines) {
        const { start, end, from, next } = line;
        assert.match(sliced(text, { start: from, end: start }), /^[\s\u0085]*$/);
        assert.match(sliced(text, { start: end, end: next }), /^\r*\n?$/);
        ascend([...line.comments.map(({ span }) => span), { start: from, end: next }]);
        ascend([
          ...toDocumentParts(line, whole(line)),
          ...line.heredocs.flatMap(({ body, terminator }) => [body, ...(terminator ? [terminator] : [])]),
          { start: next, end: next },
        ]);
        for (const { text: comment, span } of line.comments) assert.equal(sliced(text, span), comment);
        for (const { name, body, terminator } of line.heredocs) {
          assert.ok(body.start === body.end || text[body.end - 1] === "\n" || terminator === null);
          if (terminator) assert.ok(sliced(text, terminator).endsWith(name));
        }
      }
    });
  });

  it("the text of a line is what its places in the document hold", () => {
    forAll(TEXTS, text => {
      for (const line of readDockerfile(text).lines)
        assert.equal(inDocument(text, line, whole(line)), line.instruction.text);
    });
  });

  it("every place in a line maps to the document and back", () => {
    forAll(TEXTS, text => {
      for (const line of readDockerfile(text).lines) {
        const { length } = line.instruction.text;
        let before = -1;
        for (let at = 0; at < length; at++) {
          const { start, end } = toDocument(line, { start: at, end: at + 1 });
          assert.ok(before < start && end === start + 1);
          assert.equal(text[start], line.instruction.text[at]);
          assert.equal(toText(line, start), at);
          before = start;
        }
        assert.equal(toText(line, toDocument(line, { start: length, end: length }).start), length);
      }
    });
  });

  it("keywords, flags, words, mounts and triggers slice to what they say", () => {
    forAll(TEXTS, text => {
      for (const line of readDockerfile(text).lines)
        for (const instruction of [line.instruction, ...triggersOf(line.instruction)]) {
          const { keyword, keywordSpan, flags, words, mounts, rest } = instruction;
          const says = (span: Span, expected: string) => {
            assert.equal(sliced(instruction.text, span), expected);
            assert.equal(inDocument(text, line, span), expected);
          };
          says(keywordSpan, sliced(instruction.text, keywordSpan));
          assert.equal(sliced(instruction.text, keywordSpan).toUpperCase(), keyword);
          ascend([keywordSpan, ...flags.map(({ span }) => span), rest]);
          ascend([
            rest.end === rest.start ? rest : { ...rest, end: rest.start },
            ...words.map(({ span }) => span),
          ]);
          for (const word of words) says(word.span, word.text);
          for (const flag of flags) checkFlag(instruction, flag);
          for (const { options } of mounts)
            for (const { key, value, span } of options) {
              if (value) checkMapped(instruction.text, value);
              const written = plain(sliced(instruction.text, span));
              assert.equal(written.toLowerCase(), plain(value ? `${key}=${value.text}` : key).toLowerCase());
            }
        }
    });
  });

  it("the words of FROM, COPY and ADD are what white space separates", () => {
    forAll(TEXTS, text => {
      for (const { instruction } of readDockerfile(text).lines)
        for (const { keyword, json, words, rest, text: lineText } of [
          instruction,
          ...triggersOf(instruction),
        ]) {
          if (!["FROM", "COPY", "ADD"].includes(keyword) || json !== null) continue;
          const expected = sliced(lineText, rest).split(/[\t\v\f\r ]+/);
          assert.deepEqual(
            words.map(word => word.text),
            expected.filter(word => word !== ""),
          );
        }
    });
  });

  it("reading with the previous version reads the same as reading anew", () => {
    forAll(TEXTS, (text, random) => {
      let previous = readDockerfile(text);
      for (let version = 0, next = text; version < 3; version++) {
        next = edited(random, next);
        const incremental = readDockerfile(next, previous);
        assert.deepEqual(comparable(incremental), comparable(readDockerfile(next)));
        previous = incremental;
      }
    });
  });
});

function checkFlag({ text }: Instruction, { name, value, span, valueSpan }: Flag): void {
  const written = sliced(text, span);
  assert.equal(value === null, valueSpan === null);
  if (!value || !valueSpan) {
    assert.equal(plain(written), plain(`--${name}`));
    return;
  }
  assert.equal(plain(written), plain(`--${name}=${value.text}`));
  assert.equal(valueSpan.end, span.end);
  assert.equal(plain(sliced(text, valueSpan)), plain(value.text));
  checkMapped(text, value);
}

/** Every character of a mapped text stands where it says; the bytes of one that has several stand where it does. */
function checkMapped(text: string, { text: value, offsets: from }: MappedText): void {
  let before = -1;
  for (let i = 0; i < value.length; i++) {
    const at = typeof from === "number" ? from + i : (from[i] ?? NaN);
    const isByte = (value[i] ?? "") >= "\u0080";
    if (isByte) assert.ok((text[at] ?? "") >= "\u0080");
    else assert.equal(text[at], value[i]);
    assert.ok(isByte ? before <= at : before < at);
    before = at;
  }
}

function sliced(text: string, { start, end }: Span): string {
  assert.ok(
    0 <= start && start <= end && end <= text.length,
    `${start}..${end} is no span of ${text.length}`,
  );
  return text.slice(start, end);
}

function inDocument(text: string, line: LogicalLine, span: Span): string {
  return toDocumentParts(line, span)
    .map(part => sliced(text, part))
    .join("");
}

function whole({ instruction: { text } }: LogicalLine): Span {
  return { start: 0, end: text.length };
}

function ascend(spans: readonly Span[]): void {
  let end = 0;
  for (const span of spans) {
    assert.ok(end <= span.start && span.start <= span.end, `${JSON.stringify(spans)} do not ascend`);
    end = span.end;
  }
}

/** What the builder does not read byte by byte, or as a quote. */
function plain(text: string): string {
  return text.replace(/["'\\`]|[^\0-\x7f]/g, "");
}

function triggersOf({ trigger }: Instruction): Instruction[] {
  return trigger ? [trigger, ...triggersOf(trigger)] : [];
}

/** Everything but the cache, which may hold more than the lines of this version. */
function comparable({ text, lines, gaps, directives, directiveProblem, escape, tooLong }: Dockerfile) {
  return { text, lines, gaps, directives, directiveProblem, escape, tooLong };
}

function segmentsOf({ lines, gaps }: Dockerfile): (Span & { kind: string })[] {
  const instructions = lines.map(({ from, next }) => ({ kind: "instruction", start: from, end: next }));
  return [...instructions, ...gaps].sort((a, b) => a.start - b.start);
}
