/**
 * Edits that are looked at before they are made, as VS Code's Refactor Preview shows them best. Pure.
 *
 * VS Code opens the preview for an edit that needs a confirmation, and leaves that edit unchecked in it: "Apply" would rename a stage
 * in none of its files. So the confirmation is asked for by an operation of its own that would do nothing, the creation of a file
 * that is there: the preview opens, does not list it (`BulkFileOperations`), and has everything else checked.
 */
import type { ChangeAnnotation, CodeAction, Command, CreateFile, WorkspaceEdit } from "vscode-languageclient";

const ASKS = "preview";

/** The edit with everything checked in the preview that it asks for; the same one where it asks for none. */
export function checkedInPreview(edit: WorkspaceEdit): WorkspaceEdit {
  const { documentChanges = [], changeAnnotations = {} } = edit;
  const asking = Object.values(changeAnnotations).find(({ needsConfirmation }) => needsConfirmation);
  const first = documentChanges.find(change => "textDocument" in change);
  if (asking === undefined || first === undefined) return edit;
  const checked = Object.entries(changeAnnotations).map(([id, annotation]): [string, ChangeAnnotation] => [
    id,
    { ...annotation, needsConfirmation: false },
  ]);
  const { uri } = first.textDocument;
  // A document that has no file yet would be listed as one that is created.
  if (uri.startsWith("untitled:")) return { ...edit, changeAnnotations: Object.fromEntries(checked) };
  const nothing: CreateFile = { kind: "create", uri, options: { ignoreIfExists: true }, annotationId: ASKS };
  return {
    ...edit,
    documentChanges: [nothing, ...documentChanges],
    changeAnnotations: { ...Object.fromEntries(checked), [ASKS]: asking },
  };
}

/** What the server answers a request with, its edits {@link checkedInPreview}. */
export function withCheckedEdits<R>(method: string, answer: R): R {
  if (answer === null || typeof answer !== "object") return answer;
  switch (method) {
    case "textDocument/rename":
      return checkedInPreview(answer) as R;
    case "textDocument/codeAction":
      return Array.isArray(answer) ? (answer.map(checkedAction) as R) : answer;
    case "codeAction/resolve":
      return checkedAction(answer as unknown as CodeAction) as R;
    default:
      return answer;
  }
}

function checkedAction<T extends Command | CodeAction>(action: T): T {
  return "edit" in action ? { ...action, edit: checkedInPreview(action.edit) } : action;
}
