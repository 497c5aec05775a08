/**
 * Physical lines joined to logical lines, in one pass, exactly as the builder joins them (spec 6.1, 6.2, 6.4; the
 * builder's `frontend/dockerfile/parser/parser.go`). This pass alone decides what is an instruction.
 */
import { readDirective } from "./directives";
import type { Directive, DirectiveProblem } from "./directives";
import { heredocStarts } from "./heredoc";
import type { Instruction } from "./instruction";
import { continuedEnd, isTooLong, physicalLineAt } from "./physicalLines";
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
  /** `<<-`: leading tabs are no part of its lines. */
  readonly chomp: boolean;
  /** No part of its name is quoted: `ADD` and `COPY` expand its body. */
  readonly expands: boolean;
}

/** Blank lines between the lines of an instruction. */
export interface EmptyContinuation {
  /** Each with its line end. */
  readonly blanks: readonly Span[];
  /** The last line of the instruction before its heredocs, where the builder reports it. */
  readonly last: Span;
}

/**
 * An instruction, placed in the document: from its first character to the end of its last line, heredocs included,
 * without a line end. The instruction's own spans are in its text; `place.ts` maps them.
 */
export interface LogicalLine extends Span {
  readonly instruction: Instruction;
  /** Pairs: an offset in the text, and the document's offset of that character; ascending. Empty for a single line. */
  readonly pieces: readonly number[];
  /** The comment lines above that the builder keeps for this instruction. */
  readonly comments: readonly Comment[];
  readonly heredocs: readonly Heredoc[];
  readonly emptyContinuation?: EmptyContinuation;
  /** The start of its first line, indentation included. */
  readonly from: number;
  /** The start of the line after it. */
  readonly next: number;
}

/** A line that is no part of an instruction, with its line end. */
export interface Gap extends Span {
  readonly kind: "bom" | "directive" | "comment" | "blank";
}

/** A document's lines. Instructions and gaps together are the document, up to `tooLong`. */
export interface Lines {
  readonly lines: readonly LogicalLine[];
  readonly gaps: readonly Gap[];
  /** The index of each FROM among the lines, ascending. */
  readonly starts: readonly number[];
  readonly directives: readonly Directive[];
  readonly directiveProblem: DirectiveProblem | null;
  readonly escape: string;
  /** The line that is longer than the builder reads; nothing from there on is read. */
  readonly tooLong: Span | null;
}

const HASH = 0x23;
const TAB = 0x09;
const NO_COMMENTS: readonly Comment[] = [];
const NO_HEREDOCS: readonly Heredoc[] = [];
const NO_PIECES: readonly number[] = [];

/** What a pass begins with: the unchanged lines of the version before, which end at `at`. The pass goes on in these arrays. */
export interface Beginning extends Pick<Lines, "directives" | "directiveProblem" | "escape"> {
  readonly lines: LogicalLine[];
  readonly gaps: Gap[];
  readonly starts: number[];
  readonly at: number;
}

/** The unchanged lines of the version before from some place on, moved to where they stand now. */
export type Ending = Pick<Lines, "lines" | "gaps" | "starts" | "tooLong">;

/**
 * Joins the lines of a document; `read` reads a logical line in the escape character of the file. `endingAt` is asked
 * after each instruction for what follows: an answer ends the pass.
 */
export function joinLines(
  text: string,
  read: (line: string, escape: string) => Instruction,
  beginning?: Beginning,
  endingAt?: (at: number, escape: string) => Ending | null,
): Lines {
  const lines: LogicalLine[] = beginning?.lines ?? [];
  const gaps: Gap[] = beginning?.gaps ?? [];
  const starts: number[] = beginning?.starts ?? [];
  const directives = [...(beginning?.directives ?? [])];
  const directiveNames = new Set(directives.map(({ name }) => name));
  let directiveProblem = beginning?.directiveProblem ?? null;
  let directivesOver = beginning !== undefined;
  let escape = beginning?.escape ?? "\\";
  let comments: Comment[] = [];
  let tooLong: Span | null = null;
  let at = beginning?.at ?? 0;

  if (at === 0 && text.startsWith("\uFEFF")) {
    gaps.push({ kind: "bom", start: 0, end: 1 });
    at = 1;
  }

  /** The next physical line, and on to the one after it; null at the end of what the builder reads. */
  function advance() {
    const line = tooLong ? null : physicalLineAt(text, at);
    if (line && isTooLong(text, line)) tooLong = { start: line.start, end: line.end };
    if (!line || tooLong) return null;
    at = line.next;
    return line;
  }

  function readHeredocs(
    instruction: Instruction,
    head: number,
  ): { heredocs: readonly Heredoc[]; end: number } {
    const starts = heredocStarts(instruction);
    if (starts.length === 0) return { heredocs: NO_HEREDOCS, end: head };
    const heredocs: Heredoc[] = [];
    let end = head;
    for (const { name, chomp, expands } of starts) {
      const body = at;
      let terminator: Span | null = null;
      for (let line = advance(); line; line = advance()) {
        end = line.end;
        let first = line.start;
        if (chomp) while (first < line.end && text.charCodeAt(first) === TAB) first++;
        if (line.end - first !== name.length || !text.startsWith(name, first)) continue;
        terminator = { start: line.start, end: line.end };
        break;
      }
      heredocs.push({
        name,
        body: { start: body, end: terminator?.start ?? at },
        terminator,
        chomp,
        expands,
      });
      if (!terminator) break;
    }
    return { heredocs, end };
  }

  for (let line = advance(); line; line = advance()) {
    const from = line.start;
    const start = skipSpace(text, from, line.end);
    const isComment = start < line.end && text.charCodeAt(start) === HASH;
    let directive: Directive | null = null;
    if (!directivesOver) {
      const reading = readDirective(text, start, line.end, directiveNames);
      ({ directive } = reading);
      directivesOver = directive === null;
      directiveProblem ??= reading.problem;
      if (directive) {
        directives.push(directive);
        directiveNames.add(directive.name);
      }
      if (directive?.name === "escape" && !reading.problem) escape = directive.value;
    }
    if (isComment) {
      const first = skipSpace(text, from + 1, line.end);
      const span = { start: first, end: trimSpaceEnd(text, first, line.end) };
      if (span.start === span.end) comments = [];
      else if (!directive) comments.push({ text: text.slice(span.start, span.end), span });
      gaps.push({ kind: directive ? "directive" : "comment", start: from, end: line.next });
      continue;
    }

    let kept = continuedEnd(text, start, line.end, escape);
    let joined = text.slice(start, kept ?? line.end);
    if (kept === null && joined === "") {
      gaps.push({ kind: "blank", start: from, end: line.next });
      continue;
    }
    const pieces = kept === null ? NO_PIECES : [0, start];
    let { end } = line;
    const blanks: Span[] = [];
    let last: Span = line;
    while (kept !== null) {
      line = advance();
      if (!line) break;
      ({ end } = line);
      last = line;
      const content = skipSpace(text, line.start, line.end);
      if (content === line.end) blanks.push({ start: line.start, end: line.next });
      if (content === line.end || text.charCodeAt(content) === HASH) continue;
      kept = continuedEnd(text, line.start, line.end, escape);
      (pieces as number[]).push(joined.length, line.start);
      joined += text.slice(line.start, kept ?? line.end);
    }
    const instruction = read(joined, escape);
    const { heredocs, end: heredocEnd } = readHeredocs(instruction, end);
    const above = comments.length > 0 ? comments : NO_COMMENTS;
    if (instruction.keyword === "FROM") starts.push(lines.length);
    const placed = { instruction, pieces, start, end: heredocEnd, comments: above, heredocs, from, next: at };
    const emptyContinuation = { blanks, last: { start: last.start, end: last.end } };
    lines.push(blanks.length === 0 ? placed : { ...placed, emptyContinuation });
    if (comments.length > 0) comments = [];
    const ending = endingAt?.(at, escape);
    if (!ending) continue;
    for (const start of ending.starts) starts.push(lines.length + start);
    for (const next of ending.lines) lines.push(next);
    for (const gap of ending.gaps) gaps.push(gap);
    ({ tooLong } = ending);
    break;
  }
  return { lines, gaps, starts, directives, directiveProblem, escape, tooLong };
}
