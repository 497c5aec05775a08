/** Changes of a document as clients are given them. */
import type { ChangeAnnotation, TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { TextChange } from "../edits/edit";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

const ANNOTATION = "change";

/**
 * The edit that makes changes of the document; of this very version of it where the client takes `documentChanges`. An annotation,
 * which only such a client can take, says something of all of them before they are made.
 */
export function workspaceEdit(
  context: FeatureContext,
  changes: readonly TextChange[],
  documentChanges: boolean,
  annotation?: ChangeAnnotation,
): WorkspaceEdit {
  const { uri, version } = context.document;
  const edits: TextEdit[] = changes.map(({ span, text }) => ({
    range: rangeOf(context, span),
    newText: text,
  }));
  if (documentChanges && annotation) {
    const annotated = edits.map(edit => ({ ...edit, annotationId: ANNOTATION }));
    return {
      documentChanges: [{ textDocument: { uri, version }, edits: annotated }],
      changeAnnotations: { [ANNOTATION]: annotation },
    };
  }
  return documentChanges
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}
