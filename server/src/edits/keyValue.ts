/** `ENV key value` written as `ENV key=value`. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import { isSpace } from "../dockerfile/source";
import { insertion, refuse } from "./edit";
import type { Edit, TextChange } from "./edit";

/** Writes `=` in place of the white space behind the key, and keeps the value, whatever is in it, one word. */
export function withEquals(line: LogicalLine, escape: string): Edit {
  const { text, words, rest } = line.instruction;
  const [key, first] = words;
  if (!key || !first) return refuse(l10n.t("The value is missing."));
  const between = toDocument(line, { start: key.span.end, end: first.span.start });
  if (between.end - between.start !== first.span.start - key.span.end)
    return refuse(l10n.t("The key and its value are on two lines."));
  const start = first.span.start;
  const at = (offset: number) => toDocument(line, { start: offset, end: offset + 1 }).start;
  const value = text.slice(start, rest.end);
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
