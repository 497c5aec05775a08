/**
 * Templates: files from which a Dockerfile is generated (Go, Jinja and jq with `{{ }}`, Jinja with `{% %}`, ERB with `<% %>`, the C
 * preprocessor with `#ifdef`, and names such as `%%NAME%%` and `@NAME@`). To the builder their marks are text.
 */
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";

/** What of a file is for the program that generates a Dockerfile from it. Spans are in the document. */
export interface Template {
  /** The first mark that can be nothing else. */
  readonly sign: Span;
  /** Such marks, in the order of the document. */
  readonly marks: readonly Span[];
}

/** The marks of a text; behind a `$` braces are those of a variable. Nobody writes longer ones, and a text of opening braces must not be read for each of them. */
const MARK =
  /(?<!\$)(?:\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|\{#.{0,500}?#\})|<%.{0,500}?%>|%%\w+%%|@@?[A-Za-z_]\w*@@?/gs;
const OPENING = /^(?:\{\{|\{%|\{#|<%)/;
const CLOSING = /\}\}|%\}|#\}|%>/;
/** A longer mark over several lines is none. */
const LONGEST = 2000;
/** What such a text may stand in for other programs to read: it is a script. */
const OF_SCRIPTS: ReadonlySet<string> = new Set(["CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN", "SHELL"]);
/** Where the builder takes no such characters, with white space or without. */
const STRICT: ReadonlySet<string> = new Set(["EXPOSE", "FROM", "STOPSIGNAL"]);
const CONDITION = /^#(?:if|ifdef|ifndef)\s/;
const END = /^#endif\b/;
const INCLUDE = /^#include\s+["<]/;

/** The marks of a file that is a template; null for a Dockerfile. */
export function findTemplate(file: Dockerfile): Template | null {
  const { text } = file;
  if (!["{{", "{%", "<%", "%%", "@", "#if", "#include"].some(opening => text.includes(opening))) return null;
  const marks = [...marksOfInstructions(file), ...marksOfComments(file)].sort((a, b) => a.start - b.start);
  const [sign] = marks;
  return sign ? { sign, marks } : null;
}

function marksOfInstructions({ lines, text }: Dockerfile): Span[] {
  const marks: Span[] = [];
  let openUntil = 0;
  lines.forEach(line => {
    if (line.start < openUntil) marks.push({ start: line.start, end: line.end });
    else if (OPENING.test(line.instruction.text)) {
      const end = endOfMark(line, text);
      openUntil = end;
      marks.push({ start: line.start, end: Math.max(end, line.end) });
    } else marks.push(...marksIn(line));
  });
  return marks;
}

/** The end of a mark with which an instruction begins; it may go on over other lines. */
function endOfMark({ start, end }: LogicalLine, text: string): number {
  const closing = CLOSING.exec(text.slice(start, start + LONGEST));
  return closing ? start + closing.index + closing[0].length : end;
}

/** The marks in an instruction that are no text of its own: in its flags, where it takes no such text, or in place of words. */
function marksIn(line: LogicalLine): Span[] {
  const { text, keyword, flags, rest } = line.instruction;
  if (!/[{<%@]/.test(text)) return [];
  return [...text.matchAll(MARK)].flatMap(({ 0: mark, index }): Span[] => {
    const end = index + mark.length;
    const inFlag = flags.some(({ span }) => span.start <= index && index < span.end);
    const isWord = /\s/.test(mark) && !OF_SCRIPTS.has(keyword) && !isQuoted(text.slice(rest.start, index));
    const isCheck = keyword === "HEALTHCHECK" && index === rest.start;
    return inFlag || isCheck || STRICT.has(keyword) || isWord
      ? [toDocument(line, { start: index, end })]
      : [];
  });
}

function isQuoted(before: string): boolean {
  return before.split('"').length % 2 === 0 || before.split("'").length % 2 === 0;
}

function marksOfComments({ gaps, text }: Dockerfile): Span[] {
  const comments = gaps.filter(
    ({ kind, start }) => kind === "comment" && (text.startsWith("#i", start) || text.startsWith("#e", start)),
  );
  const matching = (pattern: RegExp) =>
    comments.filter(({ start, end }) => pattern.test(text.slice(start, Math.min(end, start + 100))));
  const conditions = matching(END).length > 0 ? matching(CONDITION) : [];
  return [...conditions, ...matching(INCLUDE)].map(({ start, end }) => ({
    start,
    end: start + text.slice(start, end).trimEnd().length,
  }));
}
