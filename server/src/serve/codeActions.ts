import { CODE_ACTION_KINDS, codeActions } from "../features/codeActions";
import type { Serve } from "./service";

export const serveCodeActions: Serve = ({ connection, requests, client, onThrow }) => {
  if (!client.textDocument?.codeAction?.codeActionLiteralSupport) return {};
  const support = {
    disabled: client.textDocument.codeAction.disabledSupport === true,
    documentChanges: client.workspace?.workspaceEdit?.documentChanges === true,
  };
  connection.onCodeAction(
    requests.handle([], (context, { range, context: { only } }) =>
      codeActions(context, range, only, support, onThrow),
    ),
  );
  return { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS] } };
};
