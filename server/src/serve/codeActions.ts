import { CodeActionTriggerKind } from "vscode-languageserver";
import { CODE_ACTION_KINDS, codeActions } from "../features/codeActions";
import { REFACTORING_KINDS, refactoringActions } from "../features/refactorings";
import type { Serve } from "./service";

export const serveCodeActions: Serve = ({ connection, requests, client, onThrow }) => {
  if (!client.textDocument?.codeAction?.codeActionLiteralSupport) return {};
  const support = {
    disabled: client.textDocument.codeAction.disabledSupport === true,
    documentChanges: client.workspace?.workspaceEdit?.documentChanges === true,
  };
  connection.onCodeAction(
    requests.handle([], (context, { range, context: { only, triggerKind } }) => [
      ...codeActions(context, range, only, support, onThrow),
      ...refactoringActions(
        context,
        range,
        { only, isInvoked: triggerKind === CodeActionTriggerKind.Invoked },
        support,
      ),
    ]),
  );
  return { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS, ...REFACTORING_KINDS] } };
};
