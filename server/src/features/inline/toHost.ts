/** What a feature answers about a Dockerfile inside of a file, as an answer about that file. */
import * as l10n from "@vscode/l10n";
import type { CompletionItem, Range, TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import { isPosition } from "./fromHost";
import { hostPosition, hostRange } from "./inlineDockerfile";
import type { InlineDockerfile } from "./inlineDockerfile";
import { hostTokens } from "./hostTokens";
import { writeChanges } from "./writeChanges";

/** A change cannot be written in the host. */
export class NotWritable extends Error {
  constructor() {
    super(l10n.t("The change cannot be written in the file that the Dockerfile is part of."));
  }
}

/** Of `InsertTextFormat`. */
const SNIPPET = 2;
const TAB_STOP = /\$\{\d+(?::([^{}$\\]*))?\}|\$\d+/g;

/**
 * The answer with places in the host. Of a list the items are left out that change what cannot be written there; anything else
 * throws {@link NotWritable}.
 */
export function toHost<Answer>(dockerfile: InlineDockerfile, answer: Answer): Answer {
  if (!Array.isArray(answer)) return outer(dockerfile, answer) as Answer;
  return answer.flatMap((item: unknown) => {
    try {
      return [outer(dockerfile, item)];
    } catch (error) {
      if (error instanceof NotWritable) return [];
      throw error;
    }
  }) as Answer;
}

function outer(dockerfile: InlineDockerfile, value: unknown): unknown {
  const { uri } = dockerfile.context.document;
  if (value === uri) return dockerfile.host.uri;
  if (Array.isArray(value))
    return isEdits(value) ? edits(dockerfile, value) : value.map(each => outer(dockerfile, each));
  if (typeof value !== "object" || value === null) return value;
  if (isPosition(value)) return hostPosition(dockerfile, value);
  if (isRange(value)) return hostRange(dockerfile, value);
  if ("textEdit" in value && "label" in value) return proposal(dockerfile, value as CompletionItem);
  if ("newText" in value) return edits(dockerfile, [value as TextEdit])[0];
  if ("documentChanges" in value || "changes" in value)
    return workspaceEdit(dockerfile, value as WorkspaceEdit);
  if ("startLine" in value && "endLine" in value)
    return fold(dockerfile, value as { startLine: number; endLine: number });
  if ("data" in value && Array.isArray(value.data) && typeof value.data[0] === "number")
    return { data: hostTokens(dockerfile, value.data as number[]) };
  // A place in another document, or already in the host.
  if ("uri" in value && value.uri !== uri) return value;
  const isElsewhere = "targetUri" in value && value.targetUri !== uri;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      key === "data" || (isElsewhere && key.startsWith("target"))
        ? (each as unknown)
        : outer(dockerfile, each),
    ]),
  );
}

function isRange(value: object): value is Range {
  return "start" in value && "end" in value && Object.keys(value).length === 2;
}

function isEdits(value: readonly unknown[]): value is TextEdit[] {
  return (
    value.length > 0 &&
    value.every(each => typeof each === "object" && each !== null && "newText" in each && "range" in each)
  );
}

/** Edits that are made together. */
function edits(
  { context: { document }, text, host }: InlineDockerfile,
  given: readonly TextEdit[],
): TextEdit[] {
  const changes = given.map(({ range, newText }) => ({
    span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) },
    text: newText,
  }));
  const written = writeChanges(text, changes);
  if (!written) throw new NotWritable();
  return written.map(({ span, text: newText }, index) => ({
    ...given[index],
    range: { start: host.positionAt(span.start), end: host.positionAt(span.end) },
    newText,
  }));
}

/**
 * A proposal. Editors add white space to the lines of one that has several, so such a one is not offered; and a snippet only where
 * it is written as it is.
 */
function proposal(dockerfile: InlineDockerfile, item: CompletionItem): CompletionItem {
  const { textEdit } = item;
  if (!textEdit) return item;
  const isSnippet = item.insertTextFormat === SNIPPET;
  const plain = isSnippet
    ? textEdit.newText.replace(TAB_STOP, (_, text?: string) => text ?? "")
    : textEdit.newText;
  if (isSnippet && /[$\\]/.test(plain)) throw new NotWritable();
  const ranges = "range" in textEdit ? [textEdit.range] : [textEdit.replace, textEdit.insert];
  const [first, second] = ranges.map(range => edits(dockerfile, [{ range, newText: plain }])[0]);
  if (!first || first.newText.includes("\n") || (isSnippet && first.newText !== plain))
    throw new NotWritable();
  const newText = isSnippet ? textEdit.newText : first.newText;
  const { additionalTextEdits } = item;
  return {
    ...item,
    textEdit: second
      ? { newText, replace: first.range, insert: second.range }
      : { newText, range: first.range },
    ...(additionalTextEdits && { additionalTextEdits: edits(dockerfile, additionalTextEdits) }),
  };
}

/** A change of several documents: those of the Dockerfile and of its host are changes of the same file. */
function workspaceEdit(dockerfile: InlineDockerfile, edit: WorkspaceEdit): WorkspaceEdit {
  const { uri } = dockerfile.context.document;
  const { changes, documentChanges, ...rest } = edit;
  const all = new Map<string, TextEdit[]>();
  const add = (each: string, own: readonly TextEdit[]) => {
    const target = each === uri ? dockerfile.host.uri : each;
    all.set(target, [...(all.get(target) ?? []), ...(each === uri ? edits(dockerfile, own) : own)]);
  };
  if (changes) {
    for (const [each, own] of Object.entries(changes)) add(each, own);
    return { ...rest, changes: Object.fromEntries(all) };
  }
  for (const change of documentChanges ?? [])
    if ("textDocument" in change) add(change.textDocument.uri, change.edits as TextEdit[]);
  return {
    ...rest,
    documentChanges: [...all].map(([each, own]) => ({
      textDocument: { uri: each, version: null },
      edits: own,
    })),
  };
}

/** A fold, which consists of whole lines. */
function fold<Fold extends { startLine: number; endLine: number }>(
  dockerfile: InlineDockerfile,
  value: Fold,
): Fold {
  const lineOf = (line: number) => hostPosition(dockerfile, { line, character: 0 }).line;
  return { ...value, startLine: lineOf(value.startLine), endLine: lineOf(value.endLine) };
}
