/**
 * The words of `ARG`, `ENV` and `LABEL`: split at white space outside quotes, quotes and escapes kept (the builder's
 * `parseWords` in `frontend/dockerfile/parser/line_parsers.go`). dockerfile-ast takes an escaped quote for an opening one.
 */
import { isSpace, isWordSeparator, skipSpace } from "./source";
import type { Span } from "./source";

export interface Word {
  /** As written, quotes and escapes included. */
  readonly text: string;
  readonly span: Span;
}

/** The words of a stretch of a logical line that no quote and no escape holds together: those of `COPY` and `ADD`. */
export function readWords(text: string, { start, end }: Span): Word[] {
  const words: Word[] = [];
  let at = start;
  for (;;) {
    while (at < end && isWordSeparator(text.charCodeAt(at))) at++;
    if (at === end) return words;
    const from = at;
    while (at < end && !isWordSeparator(text.charCodeAt(at))) at++;
    words.push({ text: text.slice(from, at), span: { start: from, end: at } });
  }
}

/** The words of a stretch of a logical line. An escape at its very end belongs to no word. */
export function readProperties(text: string, { start, end }: Span, escape: string): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(text, start, end); at < end; at = skipSpace(text, at, end)) {
    const from = at;
    at = endOfProperty(text, from, end, escape);
    const last = at === end && endsInEscape(text, from, end, escape) ? end - 1 : at;
    if (last > from) words.push({ text: text.slice(from, last), span: { start: from, end: last } });
  }
  return words;
}

function endOfProperty(text: string, start: number, end: number, escape: string): number {
  let quote = "";
  let at = start;
  for (; at < end; at++) {
    const char = text[at] ?? "";
    if (quote === "" && isSpace(char.charCodeAt(0))) break;
    // Nothing is escaped between single quotes.
    if (char === escape && quote !== "'") at++;
    else if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
  }
  return Math.min(at, end);
}

/** Whether the last character is an escape with nothing behind it. */
function endsInEscape(text: string, start: number, end: number, escape: string): boolean {
  if (text[end - 1] !== escape) return false;
  let quote = "";
  for (let at = start; at < end; at++) {
    const char = text[at] ?? "";
    if (char === escape && quote !== "'") {
      if (at === end - 1) return true;
      at++;
    } else if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
  }
  return false;
}
