import type { RenameParams, TextDocumentPositionParams } from "vscode-languageserver-protocol";
import { linkedEditing } from "../features/linkedEditing";
import { prepareRename, rename } from "../features/rename";
import type { Refusal } from "../features/rename";
import type { Serve } from "./service";
import { requestFailed } from "../transport/errors";

export const serveRename: Serve = ({ connection, requests, client, uses, aroundFiles }) => {
  const support = client.workspace?.workspaceEdit;
  const documentChanges = support?.documentChanges === true;
  const annotations = support?.changeAnnotationSupport !== undefined;
  const prepare = requests.handle(null, (context, { position }: TextDocumentPositionParams) =>
    prepareRename(context, position),
  );
  const change = requests.handle(null, (context, { position, newName }: RenameParams) =>
    rename(context, position, newName, documentChanges, annotations, uses),
  );
  connection.onPrepareRename(async (params, token) =>
    granted(
      (await aroundFiles.takesAt(params))
        ? await aroundFiles.prepareRename(params)
        : await prepare(params, token),
    ),
  );
  connection.onRenameRequest(async (params, token) => {
    // What is not read yet would keep the old name.
    await uses.settled();
    if (await aroundFiles.takesAt(params))
      return granted(await aroundFiles.rename(params, { documentChanges, annotations }));
    return granted(await change(params, token));
  });
  connection.languages.onLinkedEditingRange(
    requests.handle(null, (context, { position }) => linkedEditing(context, position)),
  );
};

/** The answer, or its refusal as the error that editors show. */
function granted<Answer extends object>(answer: Answer | Refusal | null): Answer | null {
  if (answer && "refused" in answer) throw requestFailed(answer.refused);
  return answer;
}
