/** Parser directives: `# syntax=`, `# escape=`, `# check=` (spec 6.1; `frontend/dockerfile/parser/directives.go`). */
import { skipSpace } from "./source";
import type { Span } from "./source";

export interface Directive {
  /** Lower-cased. */
  readonly name: string;
  readonly value: string;
  readonly valueSpan: Span;
  readonly span: Span;
  /** Indented: `escape` works there, the readers of `check` and `syntax` do not see it. */
  readonly indented: boolean;
}

/** A directive that the builder refuses, in its words. */
export interface DirectiveProblem {
  readonly message: string;
  readonly span: Span;
}

export interface DirectiveReading {
  readonly directive: Directive | null;
  readonly problem: DirectiveProblem | null;
}

const KNOWN = new Set(["syntax", "escape", "check"]);
const DIRECTIVE = /^([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/;
const NOTHING: DirectiveReading = { directive: null, problem: null };

/** Reads one of the first lines of a file: `start` is its first character that is no white space, `end` its end. */
export function readDirective(
  text: string,
  start: number,
  end: number,
  before: readonly Directive[],
): DirectiveReading {
  if (text[start] !== "#" || start === end) return NOTHING;
  const from = skipSpace(text, start + 1, end);
  const match = DIRECTIVE.exec(text.slice(from, end));
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2];
  if (name === undefined || value === undefined || !KNOWN.has(name)) return NOTHING;
  const span = { start, end };
  const valueStart = text.indexOf(value, text.indexOf("=", from) + 1);
  const directive: Directive = {
    name,
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
    span,
    indented: start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\uFEFF",
  };
  if (before.some(earlier => earlier.name === name))
    return { directive, problem: { message: `only one ${name} parser directive can be used`, span } };
  if (name === "escape" && value !== "\\" && value !== "`")
    return {
      directive,
      problem: {
        message: `invalid escape token '${value}' does not match \` or \\`,
        span: directive.valueSpan,
      },
    };
  return { directive, problem: null };
}
