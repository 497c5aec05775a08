/**
 * The folds of a file with Dockerfiles inside. An editor folds a file by its indents only where no language server answers, so the
 * folds of stages come with those of the file.
 */
import type { FoldingRange } from "vscode-languageserver-protocol";

const TAB_SIZE = 4;

/** A line that may be the head of a fold, from 0, and the columns in front of its text. */
interface Head {
  readonly line: number;
  readonly indent: number;
}

/** The folds of Dockerfiles, in lines of the file, with those of its `text`; the first `limit` by their lines. */
export function hostFolds(text: string, inside: readonly FoldingRange[], limit = Infinity): FoldingRange[] {
  const byStart = new Map<number, FoldingRange>();
  for (const fold of [...inside, ...indentFolds(text)])
    if (fold.startLine < fold.endLine && !byStart.has(fold.startLine)) byStart.set(fold.startLine, fold);
  return [...byStart.values()].sort((a, b) => a.startLine - b.startLine).slice(0, limit);
}

/** From each line to the last one of those that follow it with more indent; blank lines at the end stay in sight. */
function indentFolds(text: string): FoldingRange[] {
  const found: FoldingRange[] = [];
  const heads: Head[] = [];
  let last = 0;
  const closeFrom = (indent: number) => {
    for (let head = heads.at(-1); head && head.indent >= indent; head = heads.at(-1)) {
      found.push({ startLine: head.line, endLine: last });
      heads.pop();
    }
  };
  for (const [line, content] of text.split(/\r?\n/).entries()) {
    const indent = indentOf(content);
    if (indent === null) continue;
    closeFrom(indent);
    heads.push({ line, indent });
    last = line;
  }
  closeFrom(0);
  return found;
}

/** The columns in front of the text of a line; null for a blank one. */
function indentOf(line: string): number | null {
  let column = 0;
  for (const char of line)
    if (char === " ") column++;
    else if (char === "\t") column += TAB_SIZE - (column % TAB_SIZE);
    else return column;
  return null;
}
