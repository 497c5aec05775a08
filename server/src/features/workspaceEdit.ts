/** Changes of a document as clients are given them. */
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { TextChange } from "../edits/edit";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The edit that makes changes of the document; of this very version of it where the client takes `documentChanges`. */
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
