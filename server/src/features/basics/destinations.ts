/** The folders that `COPY` and `ADD` are likeliest to copy into: those that a `WORKDIR` above names, in the stage or its bases. */
import { CompletionItemKind } from "vscode-languageserver-types";
import type { CompletionItem } from "vscode-languageserver-protocol";
import { lineAt } from "../../dockerfile/dockerfile";
import { toDocument, toDocumentParts, toTextOrGap } from "../../dockerfile/sourceMap";
import { touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { stageAt } from "../../stages/model/stagePlaces";
import type { LogicalLine } from "../../dockerfile/logicalLines";

const COPIES = new Set(["ADD", "COPY"]);

/** The folders for a document offset, the nearest first, with what they replace there; none where no destination is written. */
export function destinationsAt(
  analysis: Analysis,
  offset: number,
): { token: Span; items: CompletionItem[] } | null {
  const { model } = analysis;
  const line = lineAt(model.file, offset);
  const at = line && toTextOrGap(line, model.file.text, offset);
  if (!line || at === null) return null;
  const { keyword, words, json } = line.instruction.trigger ?? line.instruction;
  const last = words.at(-1);
  if (!COPIES.has(keyword) || json !== null || !last) return null;
  let token: Span = { start: offset, end: offset };
  if (at <= last.span.end) {
    if (words.length < 2 || !touches(last.span, at) || toDocumentParts(line, last.span).length !== 1)
      return null;
    token = toDocument(line, last.span);
  }
  const typed = model.file.text.slice(token.start, offset);
  const folders = workdirsBefore(analysis, line).filter(folder => folder.startsWith(typed));
  const items = folders.map(label => ({ label, kind: CompletionItemKind.Folder }));
  return { token, items };
}

function workdirsBefore(analysis: Analysis, line: LogicalLine): string[] {
  const found = new Set<string>();
  const add = (folder: string | null) => {
    if (folder !== null && folder !== "/") found.add(folder.endsWith("/") ? folder : `${folder}/`);
  };
  const stage = stageAt(analysis.model, line.start);
  let evaluation = stage && analysis.evaluation(stage);
  // A stage that is based on itself has no evaluation to end with.
  for (const seen = new Set<object>(); evaluation && !seen.has(evaluation);) {
    seen.add(evaluation);
    const { steps, end, parent } = evaluation;
    const here = steps.findIndex(step => step.line === line);
    if (here === -1) add(end.workdir);
    for (let index = here === -1 ? steps.length - 1 : here; index >= 0; index--)
      add(steps[index]?.workdir ?? null);
    evaluation = parent && analysis.evaluation(parent);
  }
  return [...found];
}
