/** Whole lines of a document: what belongs to an instruction, and lines put in front of it. */
import type { Dockerfile } from "../dockerfile/dockerfile";
import type { LogicalLine } from "../dockerfile/logicalLines";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import type { Stage } from "../stages/model/model";
import { insertion } from "./edit";
import type { TextChange } from "./edit";

/** What the lines of a document end with: that of its first line. */
export function lineEnding(file: Dockerfile): string {
  const { text } = file;
  const ending = knownEndings.get(file) ?? (text[text.indexOf("\n") - 1] === "\r" ? "\r\n" : "\n");
  knownEndings.set(file, ending);
  return ending;
}

/** The first line may be long, and thousands of fixes ask. */
const knownEndings = new WeakMap<Dockerfile, string>();

/** Where an instruction begins with the comments that stand directly above it: the start of a line. */
export function startWithComments({ text }: Dockerfile, { from, comments }: LogicalLine): number {
  let start = from;
  for (const { span } of [...comments].reverse()) {
    if (text.indexOf("\n", span.end) + 1 !== start) break;
    start = text.lastIndexOf("\n", span.start - 1) + 1;
  }
  return start;
}

/** The lines of an instruction with the comments above it, the line end included. */
export function wholeLines(file: Dockerfile, line: LogicalLine): Span {
  return { start: startWithComments(file, line), end: line.next };
}

/** Puts a line in front of an instruction and the comments above it, as deep as the instruction is. */
export function lineAbove(file: Dockerfile, line: LogicalLine, text: string): TextChange {
  const indentation = file.text.slice(line.from, line.start);
  return insertion(startWithComments(file, line), `${indentation}${text}${lineEnding(file)}`);
}

/** Puts a line behind an instruction, as deep as the instruction is. */
export function lineBelow(file: Dockerfile, line: LogicalLine, text: string): TextChange {
  const indentation = file.text.slice(line.from, line.start);
  return insertion(line.end, `${lineEnding(file)}${indentation}${text}`);
}

/** The lines of a stage: from the comments above its `FROM` to those above the next one, or to the end of the file. */
export function stageLines({ model: { file, stages } }: Analysis, { line, index }: Stage): Span {
  const next = stages[index + 1];
  return {
    start: startWithComments(file, line),
    end: next ? startWithComments(file, next.line) : file.text.length,
  };
}
