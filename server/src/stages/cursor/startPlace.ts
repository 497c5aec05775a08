/** Where an instruction can begin: the question of completion before there is a keyword. */
import { lineAt } from "../../dockerfile/dockerfile";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { toDocument } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import type { StageModel } from "../model/model";

export interface StartPlace {
  /** In the document: the word that is there of it; empty where nothing is written yet. */
  readonly token: Span;
  /** How many stages begin before it. */
  readonly stagesBefore: number;
}

/**
 * The place at a document offset where an instruction begins, or null: in a comment, a continuation, a heredoc, and where
 * something stands behind the word.
 */
export function startPlaceAt({ file, stages }: StageModel, offset: number): StartPlace | null {
  const line = lineAt(file, offset);
  let token: Span = { start: offset, end: offset };
  if (line) {
    const { text, keywordSpan } = line.instruction;
    // More than the word, on this line or the next ones.
    if (line.pieces.length > 0 || keywordSpan.end < text.trimEnd().length) return null;
    token = toDocument(line, keywordSpan);
    if (!touches(token, offset)) return null;
  } else if (!isOnBlankLine(file, offset)) return null;
  const stagesBefore = stages.filter(stage => stage.line.start < token.start).length;
  return { token, stagesBefore };
}

/** Whether an offset that is in no instruction stands on a line of white space, the empty last one included. */
function isOnBlankLine({ text, gaps, lines, escape, tooLong }: Dockerfile, offset: number): boolean {
  if (tooLong) return false;
  const gap = gaps.findLast(({ start }) => start <= offset);
  if (gap && offset < gap.end) return gap.kind === "blank";
  if (offset < text.length) return false;
  const last = lines.at(-1);
  if (last && continuesBelow(last, text, escape)) return false;
  return text === "" || text.endsWith("\n") || (gap?.end === offset && gap.kind !== "comment");
}

/** Whether the last instruction of a file goes on in what is written behind it: a continuation or a heredoc without an end. */
function continuesBelow(
  { heredocs, pieces, instruction }: LogicalLine,
  text: string,
  escape: string,
): boolean {
  if (heredocs.some(({ terminator }) => terminator === null)) return true;
  const [textStart = 0, documentStart = 0] = pieces.slice(-2);
  return pieces.length > 0 && text[documentStart + instruction.text.length - textStart] === escape;
}
