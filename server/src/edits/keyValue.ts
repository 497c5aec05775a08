/** `ENV key value` written as `ENV key=value`. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import { isSpace } from "../dockerfile/source";
import { splitPair } from "../stages/evaluation/operands";
import { insertion, refuse } from "./edit";
import type { Edit, TextChange } from "./edit";

/** Writes `=` in place of the white space behind the key, and keeps the value, whatever is in it, one word. */
export function withEquals(line: LogicalLine, escape: string): Edit {
  const { text, words, rest } = line.instruction;
  const pair = splitPair(text, rest);
  if (!pair) return refuse(l10n.t("The value is missing."));
  const { key, value: written } = pair;
  // With `=` the builder reads the words of the line otherwise: quotes, escapes and special spaces are part of the key only without.
  if (words[0]?.text !== key.text) return refuse(l10n.t("The key has quotes, escapes or special spaces."));
  const { start } = written.span;
  const between = toDocument(line, { start: key.span.end, end: start });
  if (between.end - between.start !== start - key.span.end)
    return refuse(l10n.t("The key and its value are on two lines."));
  const at = (offset: number) => toDocument(line, { start: offset, end: offset + 1 }).start;
  const value = written.text;
  const quoting: TextChange[] = [];
  if (!/["'\\`]/.test(value)) {
    if (/\s/.test(value)) {
      // Two changes at one place are none: the quote is written together with the `=`.
      const end = toDocument(line, { start: rest.end - 1, end: rest.end }).end;
      return { changes: [{ span: between, text: '="' }, insertion(end, '"')] };
    }
  } else {
    // In quotes of its own the value would lose them: what separates words is escaped, one by one.
    const spaces = unquotedSpaces(value, escape);
    if (spaces === null) return refuse(l10n.t("A quote is not closed."));
    quoting.push(...spaces.map(offset => insertion(at(start + offset), escape)));
  }
  return { changes: [{ span: between, text: "=" }, ...quoting] };
}

/** The offsets of white space that stands in no quotes and behind no escape; null where a quote does not end. */
function unquotedSpaces(value: string, escape: string): number[] | null {
  const spaces: number[] = [];
  let quote = "";
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? "";
    if (char === escape && quote !== "'") at++;
    else if (quote === "" && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = "";
    else if (quote === "" && isSpace(char.charCodeAt(0))) spaces.push(at);
  }
  return quote === "" ? spaces : null;
}
