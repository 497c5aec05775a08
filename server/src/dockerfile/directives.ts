/** Parser directives: `# syntax=`, `# escape=`, `# check=` (spec 6.1; `frontend/dockerfile/parser/directives.go`). */
import type { Span } from "./source";

export interface Directive {
  /** Lower-cased. */
  readonly name: string;
  readonly value: string;
  readonly valueSpan: Span;
  readonly span: Span;
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
const NAME = /^#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=/;
/** White space in the builder's expression, which is that of Go. */
const SPACES = new Set(["\t", "\n", "\f", "\r", " "]);
const NOTHING: DirectiveReading = { directive: null, problem: null };

/**
 * Reads one of the first lines of a file: `start` is its first character that is no white space, `end` its end. `before` are
 * the names of the directives above.
 */
export function readDirective(
  text: string,
  start: number,
  end: number,
  before: ReadonlySet<string>,
): DirectiveReading {
  if (text[start] !== "#" || start === end) return NOTHING;
  const match = NAME.exec(text.slice(start, end));
  const name = match?.[1]?.toLowerCase();
  if (!match || name === undefined || !KNOWN.has(name)) return NOTHING;
  const valueSpan = valueIn(text, start + match[0].length, end);
  if (valueSpan.start === valueSpan.end) return NOTHING;
  const value = text.slice(valueSpan.start, valueSpan.end);
  const span = { start, end };
  const directive: Directive = { name, value, valueSpan, span };
  if (before.has(name))
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

/** What stands behind the `=`, without the white space around it; of nothing but white space the last character. */
function valueIn(text: string, start: number, end: number): Span {
  let [first, last] = [start, end];
  while (first < end - 1 && SPACES.has(text[first] ?? "")) first++;
  while (last > first + 1 && SPACES.has(text[last - 1] ?? "")) last--;
  return { start: first, end: last };
}

/** The directives that the builder looks for apart from `escape`; null where there is none. */
export interface Directives {
  readonly check: Directive | null;
  readonly syntax: Directive | null;
}

/**
 * The `check` and `syntax` directives as their own reader finds them: unlike the one that looks for `escape`, that passes over
 * a `#!` in the first line, and stops at a line that is indented.
 */
export function readDirectives(text: string): Directives {
  const found = new Map<string, Directive>();
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  if (text.startsWith("#!", at)) at = endOfLine(text, at) + 1;
  for (; at < text.length; at = endOfLine(text, at) + 1) {
    const { directive, problem } = readDirective(text, at, endOfLine(text, at), new Set(found.keys()));
    if (!directive || (problem && directive.name !== "escape")) break;
    if (!found.has(directive.name)) found.set(directive.name, directive);
  }
  return { check: found.get("check") ?? null, syntax: found.get("syntax") ?? null };
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline === -1 ? text.length : newline;
}
