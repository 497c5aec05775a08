/** The comments and the directive of a file that mean to say something to the builder's linter, and what is not read of each. */
import type { Comment, Gap, LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { isOneSlip } from "../../stages/model/oneSlip";

/** A `# check=`, wherever it stands. Spans are in the document. */
export interface CheckComment {
  /** The line, with its line end. */
  readonly lines: Span;
  /** From `check` on. */
  readonly span: Span;
  /** What stands behind `check=`, without white space at its ends. */
  readonly value: string;
  readonly valueSpan: Span;
  /** It is the directive of the file. */
  readonly isDirective: boolean;
  /** Nothing but directives stand above it: it is the directive of the file, or would be if it were written as one. */
  readonly isAtTop: boolean;
  /** The instruction that it belongs to; null for a directive, and where it belongs to none. */
  readonly line: LogicalLine | null;
  /** It has the name of the directive, and no other. */
  readonly isNamed: boolean;
  /** White space stands before its `#`, so that the builder does not read it. */
  readonly isIndented: boolean;
}

const EXACT = /^check[ \t]*=[ \t]*(\S.*)$/i;
/** What people write for it: `checks: skip=A`, `check skip=A`. */
const SIMILAR = /^(\w+)(?:[ \t]*[=:]|[ \t])[ \t]*((?:skip|experimental|error)[ \t]*[=:][ \t]*\S.*)$/i;

/** Nobody writes a longer one. */
const LONGEST = 1000;

/** The comments of a file that speak of checks, in the order of the document. */
export function checkComments({ model: { file }, directives }: Analysis): CheckComment[] {
  const { text, gaps, lines } = file;
  if (!gaps.some(gap => mayBeOfChecks(gap, text))) return [];
  const found: CheckComment[] = [];
  let index = 0;
  let isAtTop = true;
  for (const [above, { kind, start, end }] of gaps.entries()) {
    const before = gaps[above - 1];
    isAtTop &&= start < (lines[0]?.start ?? Infinity) && (!before || isDirectives(before, text));
    if ((kind !== "comment" && kind !== "directive") || end - start > LONGEST) continue;
    const hash = text.indexOf("#", start) + 1;
    const written = text.slice(hash, end).trimEnd();
    const exact = EXACT.exec(written.trimStart())?.[1];
    const [, name = "", similar] = (exact === undefined && SIMILAR.exec(written.trimStart())) || [];
    const value = exact ?? (isCheck(name.toLowerCase()) ? similar : undefined);
    if (value === undefined) continue;
    while ((lines[index]?.start ?? Infinity) < start) index++;
    const line = lines[index];
    const span = { start: hash + written.length - written.trimStart().length, end: hash + written.length };
    found.push({
      lines: { start, end },
      span,
      value,
      valueSpan: { start: span.end - value.length, end: span.end },
      isDirective: isIn(directives.check?.span.start, start, end),
      isAtTop,
      line: line?.comments.some(comment => isComment(comment, span)) === true ? line : null,
      isNamed: exact !== undefined,
      isIndented: text[start] !== "#" && text[start] !== "\uFEFF",
    });
  }
  return found;
}

/** Whether a comment has the form of one that says something of checks: kept with it, because most have not, in any version. */
function mayBeOfChecks(gap: Gap, text: string): boolean {
  if (gap.kind !== "comment" && gap.kind !== "directive") return false;
  let answer = known.get(gap);
  if (answer === undefined) {
    answer = /^\ufeff?[ \t]*#[ \t]*\w+[ \t=:].*=/.test(text.slice(gap.start, gap.end));
    known.set(gap, answer);
  }
  return answer;
}

const known = new WeakMap<Gap, boolean>();

/** `# checkov:skip=` is read by another program. */
function isCheck(name: string): boolean {
  return name === "check" || isOneSlip(name, "check");
}

/** Whether the builder looks for directives below a gap. */
function isDirectives({ kind, start }: Gap, text: string): boolean {
  return kind === "bom" || kind === "directive" || (start === 0 && text.startsWith("#!"));
}

function isIn(offset: number | undefined, start: number, end: number): boolean {
  return offset !== undefined && start <= offset && offset < end;
}

function isComment({ span }: Comment, { end }: Span): boolean {
  return span.end === end;
}
