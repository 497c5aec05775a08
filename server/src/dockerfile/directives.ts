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
const DIRECTIVE = /^#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/;
const NOTHING: DirectiveReading = { directive: null, problem: null };

/** Reads one of the first lines of a file: `start` is its first character that is no white space, `end` its end. */
export function readDirective(
  text: string,
  start: number,
  end: number,
  before: readonly Directive[],
): DirectiveReading {
  if (text[start] !== "#" || start === end) return NOTHING;
  const match = DIRECTIVE.exec(text.slice(start, end));
  const name = match?.[1]?.toLowerCase();
  const value = match?.[2];
  if (name === undefined || value === undefined || !KNOWN.has(name)) return NOTHING;
  const span = { start, end };
  const valueStart = text.indexOf(value, text.indexOf("=", start) + 1);
  const directive: Directive = {
    name,
    value,
    valueSpan: { start: valueStart, end: valueStart + value.length },
    span,
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
  const found: Directive[] = [];
  let at = text.startsWith("\uFEFF") ? 1 : 0;
  if (text.startsWith("#!", at)) at = endOfLine(text, at) + 1;
  for (; at < text.length; at = endOfLine(text, at) + 1) {
    const { directive, problem } = readDirective(text, at, endOfLine(text, at), found);
    if (!directive || (problem && directive.name !== "escape")) break;
    found.push(directive);
  }
  const named = (name: string) => found.find(directive => directive.name === name) ?? null;
  return { check: named("check"), syntax: named("syntax") };
}

function endOfLine(text: string, start: number): number {
  const newline = text.indexOf("\n", start);
  return newline === -1 ? text.length : newline;
}
