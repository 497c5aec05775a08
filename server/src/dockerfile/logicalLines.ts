/**
 * Physical lines joined to logical lines, in one pass, exactly as the builder joins them (spec 6.1, 6.2, 6.4; the
 * builder's `frontend/dockerfile/parser/parser.go`). This pass alone decides what is an instruction.
 */
import { readDirective } from "./directives";
import type { Directive, DirectiveProblem } from "./directives";
import { heredocStarts } from "./heredoc";
import { readInstruction } from "./instruction";
import type { Instruction, InstructionCache } from "./instruction";
import { skipSpace, trimSpaceEnd } from "./source";
import type { Span } from "./source";

/** A comment line that waits for the instruction it stands above. */
export interface Comment {
  /** Without the `#` of the first column and the white space around it; an indented comment keeps its `#`. */
  readonly text: string;
  readonly span: Span;
}

export interface Heredoc {
  readonly name: string;
  /** The lines of the body, each with its line end. */
  readonly body: Span;
  /** The line that ends it, without its line end; null where the file ends first. */
  readonly terminator: Span | null;
}

/** An instruction, placed in the document. Its own spans are in its text; `place.ts` maps them. */
export interface LogicalLine {
  readonly instruction: Instruction;
  /** Pairs: an offset in the text, and the document's offset of that character; ascending. */
  readonly pieces: readonly number[];
  /** In the document: from the first character to the end of the last line, heredocs included, without a line end. */
  readonly span: Span;
  /** The comment lines above that the builder keeps for this instruction. */
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
}

/** A stretch of the document, whole lines with their line ends. All of them together are the document. */
export interface Segment {
  readonly kind: "bom" | "directive" | "comment" | "blank" | "instruction" | "beyond";
  readonly span: Span;
}

export interface Lines {
  readonly lines: readonly LogicalLine[];
  readonly segments: readonly Segment[];
  readonly directives: readonly Directive[];
  readonly directiveProblem: DirectiveProblem | null;
  readonly escape: string;
  /** The line that is longer than the builder reads; nothing after it is read. */
  readonly tooLong: Span | null;
}

/** The longest physical line in bytes of UTF-8 (Go's `bufio.MaxScanTokenSize` - 1). */
export const LONGEST_LINE = 65535;

/** Joins the lines of a document. `reuse` holds the lines of an earlier version; `keep` gets those of this one. */
export function joinLines(text: string, reuse: InstructionCache, keep: InstructionCache): Lines {
  const lines: LogicalLine[] = [];
  const segments: Segment[] = [];
  const directives: Directive[] = [];
  let directiveProblem: DirectiveProblem | null = null;
  let directivesOver = false;
  let escape = "\\";
  let comments: Comment[] = [];
  let tooLong: Span | null = null;
  let at = 0;

  if (text.startsWith("\uFEFF")) {
    segments.push({ kind: "bom", span: { start: 0, end: 1 } });
    at = 1;
  }

  /** The physical line at `start`: the end of its content and the start of the next; null where there is none. */
  function physicalLine(start: number): { end: number; next: number } | null {
    if (start >= text.length) return null;
    const newline = text.indexOf("\n", start);
    const next = newline === -1 ? text.length : newline + 1;
    let end = newline === -1 ? text.length : newline;
    if (end - start > LONGEST_LINE / 3 && utf8Length(text.slice(start, end)) > LONGEST_LINE) {
      tooLong = { start, end };
      return null;
    }
    while (end > start && text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
    return { end, next };
  }

  function instructionOf(joined: string): Instruction {
    const found = keep.get(joined) ?? reuse.get(joined);
    if (found) {
      keep.set(found.text, found);
      return found;
    }
    const instruction = readInstruction(ownCopy(joined), escape);
    keep.set(instruction.text, instruction);
    return instruction;
  }

  function heredocsOf(
    instruction: Instruction,
    start: number,
  ): { heredocs: Heredoc[]; next: number; end: number } {
    const heredocs: Heredoc[] = [];
    let next = start;
    let end = -1;
    for (const { name, chomp } of heredocStarts(instruction)) {
      const bodyStart = next;
      let terminator: Span | null = null;
      for (let line = physicalLine(next); line; line = physicalLine(next)) {
        const lineStart = next;
        next = line.next;
        end = line.end;
        let first = lineStart;
        if (chomp) while (first < line.end && text.charCodeAt(first) === TAB) first++;
        if (line.end - first === name.length && text.startsWith(name, first)) {
          terminator = { start: lineStart, end: line.end };
          break;
        }
      }
      heredocs.push({ name, body: { start: bodyStart, end: terminator?.start ?? next }, terminator });
      if (!terminator) break;
    }
    return { heredocs, next, end };
  }

  for (let line = physicalLine(at); line; line = physicalLine(at)) {
    const start = at;
    const first = skipSpace(text, start, line.end);
    const isComment = text.charCodeAt(first) === HASH && first < line.end;
    let isDirective = false;
    if (!directivesOver) {
      const { directive, problem } = readDirective(text, first, line.end, directives);
      isDirective = directive !== null;
      directivesOver = !isDirective;
      directiveProblem ??= problem;
      if (directive) {
        directives.push(directive);
        if (directive.name === "escape" && !problem) escape = directive.value;
      }
    }
    if (isComment) {
      const from = skipSpace(text, start + 1, line.end);
      const span = { start: from, end: trimSpaceEnd(text, from, line.end) };
      if (span.start === span.end) comments = [];
      else if (!isDirective) comments.push({ text: text.slice(span.start, span.end), span });
      segments.push({ kind: isDirective ? "directive" : "comment", span: { start, end: line.next } });
      at = line.next;
      continue;
    }

    const pieces: number[] = [0, first];
    let kept = keptEnd(text, first, line.end, escape);
    let joined = text.slice(first, kept ?? line.end);
    at = line.next;
    if (kept === null && joined === "") {
      segments.push({ kind: "blank", span: { start, end: line.next } });
      continue;
    }
    let end = line.end;
    while (kept !== null) {
      line = physicalLine(at);
      if (!line) break;
      const lineStart = at;
      at = line.next;
      end = line.end;
      const content = skipSpace(text, lineStart, line.end);
      if (content === line.end || text.charCodeAt(content) === HASH) continue;
      kept = keptEnd(text, lineStart, line.end, escape);
      pieces.push(joined.length, lineStart);
      joined += text.slice(lineStart, kept ?? line.end);
    }
    const instruction = instructionOf(joined);
    const { heredocs, next, end: heredocEnd } = heredocsOf(instruction, at);
    at = next;
    lines.push({
      instruction,
      pieces,
      span: { start: first, end: Math.max(end, heredocEnd) },
      comments,
      heredocs,
    });
    segments.push({ kind: "instruction", span: { start, end: at } });
    comments = [];
  }
  if (at < text.length) segments.push({ kind: "beyond", span: { start: at, end: text.length } });
  return { lines, segments, directives, directiveProblem, escape, tooLong };
}

const CARRIAGE_RETURN = 0x0d;
const HASH = 0x23;
const TAB = 0x09;

/**
 * Where the kept part of a line that goes on in the next one ends, or null for a line that does not: the escape
 * character stands last, but for spaces and tabs, and no other one stands before it.
 */
function keptEnd(text: string, start: number, end: number, escape: string): number | null {
  let last = end - 1;
  while (last >= start && (text[last] === " " || text[last] === "\t")) last--;
  if (last < start || text[last] !== escape) return null;
  return last > start && text[last - 1] === escape ? null : last;
}

/** A slice of a string keeps the whole string alive; a cached line must not keep the version it was first seen in. */
function ownCopy(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xe000) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}
