/** Changes of a document as clients are given them. */
import type { ChangeAnnotation, TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { TextChange } from "../edits/edit";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

const ANNOTATION = "change";

/**
 * The edit that makes changes of the document; of this very version of it where the client takes `documentChanges`. An annotation,
 * which only such a client can take, says something of all of them before they are made. `others` are edits of
 * other documents by their addresses, of whichever version.
 */
export function workspaceEdit(
  context: FeatureContext,
  changes: readonly TextChange[],
  documentChanges: boolean,
  annotation?: ChangeAnnotation,
  others: ReadonlyMap<string, TextEdit[]> = new Map(),
): WorkspaceEdit {
  const { uri, version } = context.document;
  const edits: TextEdit[] = changes.map(({ span, text }) => ({
    range: rangeOf(context, span),
    newText: text,
  }));
  const all = new Map([[uri, edits], ...others]);
  if (!documentChanges) return { changes: Object.fromEntries(all) };
  return {
    documentChanges: [...all].map(([each, own]) => ({
      textDocument: { uri: each, version: each === uri ? version : null },
      edits: annotation ? own.map(edit => ({ ...edit, annotationId: ANNOTATION })) : own,
    })),
    ...(annotation && { changeAnnotations: { [ANNOTATION]: annotation } }),
  };
}
