/** Special spaces that the builder reads as part of a word, and that make it reject the instruction. */
import * as l10n from "@vscode/l10n";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { isWordSeparator } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import { fix } from "../fix";
import type { Fix } from "../fix";
import { ALL_UNSEEN, nameOfUnseen } from "./unseenCharacter";

const NO_WIDTH = /[\u00ad\u200b-\u200f\u2060\ufeff]/;

/** Whether a special space stands for a space: it has a width, and no space beside it. `at` is an offset in `text`. */
export function standsForSpace(text: string, at: number): boolean {
  return !NO_WIDTH.test(text.charAt(at)) && !isAtSpace(text, at + 1);
}

function isAtSpace(text: string, at: number): boolean {
  return at === text.length || isWordSeparator(text.charCodeAt(at));
}

/** The fix that writes spaces in place of the special ones in a span of an instruction's text; none where there are none. */
export function spaceFixes(line: LogicalLine, span: Span): Fix[] {
  const { text } = line.instruction;
  const found = [...text.slice(span.start, span.end).matchAll(ALL_UNSEEN)];
  const [first] = found;
  if (!first) return [];
  const isSpace = found.some(({ index }) => standsForSpace(text, span.start + index));
  const name = nameOfUnseen(first[0]);
  return [
    fix(isSpace ? l10n.t("Replace {0} with a space", name) : l10n.t("Remove {0}", name), {
      changes: found.map(({ index }) => ({
        span: toDocument(line, { start: span.start + index, end: span.start + index + 1 }),
        text: standsForSpace(text, span.start + index) ? " " : "",
      })),
    }),
  ];
}
