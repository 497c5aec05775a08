/** A comment at the end of a line, moved to a line of its own. */
import * as l10n from "@vscode/l10n";
import type { Analysis } from "../stages/analysis/analysis";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { skipSpace } from "../dockerfile/source";
import type { Span } from "../dockerfile/source";
import { insertion, refuse } from "./edit";
import type { Edit } from "./edit";
import { lineAbove, lineEnding } from "./lines";

/** What the builder would read as a directive at the top of a file, and as an option for an instruction. */
const DIRECTIVE = /^#\s*(?:check|escape|syntax)\s*=/i;

/**
 * Takes a comment (from its `#`, on one physical line of an instruction) and the white space before it away, and writes it
 * above that line: above the instruction, or between its lines, where the builder leaves comments out. `instead` is put in its place.
 */
export function commentAbove(analysis: Analysis, line: LogicalLine, comment: Span, instead = ""): Edit {
  const { file } = analysis.model;
  const { text } = file;
  const written = text.slice(comment.start, comment.end).trimEnd();
  if (DIRECTIVE.test(written))
    return refuse(l10n.t("On a line of its own, the builder reads this comment as a directive."));
  let { start } = comment;
  while (start > line.start && (text[start - 1] === " " || text[start - 1] === "\t")) start--;
  const removed = { span: { start, end: comment.end }, text: instead };
  const from = text.lastIndexOf("\n", comment.start - 1) + 1;
  if (from <= line.start) return { changes: [lineAbove(file, line, written), removed] };
  const indentation = text.slice(from, skipSpace(text, from, start));
  return { changes: [insertion(from, `${indentation}${written}${lineEnding(file)}`), removed] };
}

/** Where the physical line of an offset ends; both are in the text of the instruction. */
export function lineRest({ instruction: { text }, pieces }: LogicalLine, offset: number): number {
  for (let i = 2; i < pieces.length; i += 2) {
    const start = pieces[i] ?? 0;
    if (start > offset) return start;
  }
  return text.length;
}
