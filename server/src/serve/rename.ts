import { LSPErrorCodes, ResponseError } from "vscode-languageserver";
import type { RenameParams, TextDocumentPositionParams } from "vscode-languageserver";
import { linkedEditing } from "../features/linkedEditing";
import { prepareRename, rename } from "../features/rename";
import type { Refusal } from "../features/rename";
import type { Serve } from "./service";

export const serveRename: Serve = ({ connection, requests, client }) => {
  const documentChanges = client.workspace?.workspaceEdit?.documentChanges === true;
  const prepare = requests.handle(null, (context, { position }: TextDocumentPositionParams) =>
    prepareRename(context, position),
  );
  const change = requests.handle(null, (context, { position, newName }: RenameParams) =>
    rename(context, position, newName, documentChanges),
  );
  connection.onPrepareRename(async (params, token) => granted(await prepare(params, token)));
  connection.onRenameRequest(async (params, token) => granted(await change(params, token)));
  connection.languages.onLinkedEditingRange(
    requests.handle(null, (context, { position }) => linkedEditing(context, position)),
  );
  return {
    // A client that cannot ask beforehand hears the reason when it asks for the edit.
    renameProvider: client.textDocument?.rename?.prepareSupport ? { prepareProvider: true } : true,
    linkedEditingRangeProvider: true,
  };
};

/** The answer, or its refusal as the error that editors show. */
function granted<Answer extends object>(answer: Answer | Refusal | null): Answer | null {
  if (answer && "refused" in answer) throw new ResponseError(LSPErrorCodes.RequestFailed, answer.refused);
  return answer;
}
