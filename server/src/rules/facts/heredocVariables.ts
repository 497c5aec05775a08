/** Variables in a heredoc of ADD and COPY, which the builder expands: where they stand, and how they are left to others. */
import * as l10n from "@vscode/l10n";
import { heredocWords } from "../../dockerfile/heredoc";
import type { Heredoc } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { toDocument } from "../../dockerfile/sourceMap";
import { insertion } from "../../edits/edit";
import type { Analysis } from "../../stages/analysis/analysis";
import type { EvaluatedInstruction, ExpandedWord } from "../../stages/evaluation/stageEvaluation";
import { fix } from "../fix";
import type { Fix } from "../fix";
import { variableUse } from "./variablePlaces";

/** What to do about a variable in a heredoc that is not the builder's to expand: a sentence. */
export function heredocAdvice(): string {
  return l10n.t("The builder expands this heredoc: quote its delimiter to leave variables to the shell.");
}

/** The whole variable that begins at an offset of the text of a heredoc, in the document. */
export function heredocVariable(
  { model: { file } }: Analysis,
  heredoc: Heredoc,
  text: string,
  start: number,
): Span {
  const use = variableUse(text, start);
  const places = placesIn(file.text, heredoc);
  return { start: places(use.start), end: places(use.end - 1) + 1 };
}

/** From an offset in the text that the builder expands to one in the document: tabs and carriage returns are no part of it. */
function placesIn(document: string, { body, chomp }: Heredoc): (offset: number) => number {
  return offset => {
    let left = offset;
    let at = body.start;
    for (;;) {
      if (chomp) while (document[at] === "\t") at++;
      const newline = document.indexOf("\n", at);
      const end = newline === -1 || newline >= body.end ? body.end : newline;
      const length = document[end - 1] === "\r" && newline !== -1 ? end - 1 - at : end - at;
      if (left <= length || newline === -1 || newline >= body.end) return Math.min(at + left, body.end);
      left -= length + 1;
      at = newline + 1;
    }
  };
}

/**
 * The fixes for a variable in a heredoc, best first: to quote the delimiter, which leaves all variables as they are, or to escape
 * the `$` of this one, where others are the builder's.
 */
export function heredocFixes(
  { line }: EvaluatedInstruction,
  { heredoc, text, expansion }: ExpandedWord,
  variable: Span,
): Fix[] {
  if (!heredoc) return [];
  const word = heredocWords(line.instruction, line.heredocs)[line.heredocs.indexOf(heredoc)];
  const name = word && line.instruction.text.slice(word.start, word.end).indexOf(heredoc.name);
  const escaped = fix(l10n.t("Escape the $"), { changes: [insertion(variable.start, "\\")] });
  if (!word || name === undefined || name === -1) return [escaped];
  const start = word.start + name;
  const { start: first, end: last } = toDocument(line, { start, end: start + heredoc.name.length });
  const quoted = fix(l10n.t("Quote the delimiter: {0}", `"${heredoc.name}"`), {
    changes: [insertion(first, '"'), insertion(last, '"')],
  });
  // A variable that has a value, or that an image may have, is the builder's; so is the file of somebody who escapes others.
  const undefinedNames = new Set(expansion.undefinedNames.map(({ name }) => name));
  const isBuilders =
    expansion.matched.size > 0 ||
    [...expansion.unmatched].some(name => !undefinedNames.has(name)) ||
    text.includes("\\$");
  return isBuilders ? [escaped, quoted] : [quoted, escaped];
}
