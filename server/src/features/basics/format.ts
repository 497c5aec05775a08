/**
 * Formatting by the library, without the changes that would change the meaning of a file. The library is given the lines that it may
 * have to do with, some at a time, and no bodies of heredocs.
 */
import type { FormattingOptions, Position, Range, TextEdit } from "vscode-languageserver-protocol";
import type { FeatureContext } from "../context";
import { formatLines } from "./library";
import { partsOf } from "./formattedParts";
import type { FormattedLine } from "./formattedParts";

/** So many lines are read by the library at a time, or those of one instruction. */
const AT_A_TIME = 200;
const EVERYTHING = { first: 0, last: Infinity };

/** The changes that format a document, or the lines that a range touches; in order, one a line. */
export function format(context: FeatureContext, options: FormattingOptions, range?: Range): TextEdit[] {
  const { first, last } = range ? linesOf(range) : EVERYTHING;
  const edits: TextEdit[] = [];
  let batch: FormattedLine[] = [];
  const flush = () => {
    for (const edit of formatBatch(context, batch, options))
      if (edit.range.start.line >= first && edit.range.start.line <= last) edits.push(edit);
    batch = [];
  };
  for (const part of partsOf(context, first, last)) {
    for (const line of part) batch.push(line);
    if (batch.length >= AT_A_TIME) flush();
  }
  flush();
  return edits.sort((a, b) => a.range.start.line - b.range.start.line);
}

/** The first line of a range and its last, from 0. One that ends before the first character of a line has nothing of that line. */
function linesOf({ start, end }: Range): { first: number; last: number } {
  const endsBefore = end.character === 0 && end.line > start.line;
  return { first: start.line, last: endsBefore ? end.line - 1 : end.line };
}

/** The change behind a typed escape character at the end of a line: the next one is a part of the instruction now. */
export function formatOnType(
  context: FeatureContext,
  { line, character }: Position,
  typed: string,
  options: FormattingOptions,
): TextEdit[] {
  const { document, analysis } = context;
  if (typed !== analysis.model.file.escape) return [];
  const next = { line: line + 1, character: 0 };
  if (document.getText({ start: { line, character }, end: next }).trim() !== "") return [];
  return format(context, options, { start: next, end: next });
}

function formatBatch(
  { document }: FeatureContext,
  lines: readonly FormattedLine[],
  options: FormattingOptions,
): TextEdit[] {
  if (lines.length === 0) return [];
  return formatLines(
    lines.map(({ outline }) => outline),
    options,
  ).flatMap(({ range, newText }) => {
    const line = lines[range.start.line];
    if (!line?.allows(newText)) return [];
    const start = document.positionAt(line.start + range.start.character);
    return [{ range: { start, end: document.positionAt(line.start + range.end.character) }, newText }];
  });
}
