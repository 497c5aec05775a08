/** Changes of a document as clients take them. */
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { TextChange } from "../edits/edit";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The edit of the document, of this very version where the client takes edits of versions. */
export function workspaceEdit(
  context: FeatureContext,
  changes: readonly TextChange[],
  documentChanges: boolean,
): WorkspaceEdit {
  const { uri, version } = context.document;
  const edits: TextEdit[] = changes.map(({ span, text }) => ({
    range: rangeOf(context, span),
    newText: text,
  }));
  return documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
