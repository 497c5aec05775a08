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
    requests.handle([], (context, { range, context: { only, triggerKind } }) => {
      const isInvoked = triggerKind === CodeActionTriggerKind.Invoked;
      const fixes = codeActions(context, range, only, support, onThrow);
      const known = new Set(fixes.map(({ edit }) => JSON.stringify(edit)));
      const others = refactoringActions(context, range, { only, isInvoked }, support);
      // What a fix does already need not be offered twice.
      return [...fixes, ...others.filter(({ edit }) => !edit || !known.has(JSON.stringify(edit)))];
    }),
  );
  return { codeActionProvider: { codeActionKinds: [...CODE_ACTION_KINDS, ...REFACTORING_KINDS] } };
};
