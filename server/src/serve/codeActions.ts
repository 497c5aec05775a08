import { CodeActionKind, CodeActionTriggerKind } from "vscode-languageserver-types";
import type { CodeAction, CodeActionParams } from "vscode-languageserver-protocol";
import { resolvesActions } from "../features/capabilities";
import { codeActionEdit, codeActions } from "../features/codeActions";
import type { CodeActionData } from "../features/codeActions";
import { CONVERSION_KIND, conversionActions, conversionOf, isConvertible } from "../features/conversion";
import { refactoringActions } from "../features/refactorings";
import { SET_CONTEXT_COMMAND, TURN_OFF_RULE_COMMAND } from "../protocol";
import { multiStageOpportunity } from "../rules/own/multiStageOpportunity";
import { documentChanged } from "../transport/errors";
import type { Serve } from "./service";

export const serveCodeActions: Serve = ({
  connection,
  requests,
  client,
  clientOptions,
  conversions,
  aroundChecks,
  onThrow,
}) => {
  if (!client.textDocument?.codeAction?.codeActionLiteralSupport) return;
  const support = {
    disabled: client.textDocument.codeAction.disabledSupport === true,
    documentChanges: client.workspace?.workspaceEdit?.documentChanges === true,
    resolves: resolvesActions(client.textDocument.codeAction),
    setsContext: clientOptions.commands?.includes(SET_CONTEXT_COMMAND) === true,
    turnsOffRules: clientOptions.commands?.includes(TURN_OFF_RULE_COMMAND) === true,
    annotations: client.workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
  };
  const actions = requests.handle<CodeActionParams, CodeAction[]>(
    [],
    (context, { range, context: asked }) => {
      const { only, triggerKind } = asked;
      const isInvoked = triggerKind === CodeActionTriggerKind.Invoked;
      // Whether a change can be written where the document stands inside of a file is told before somebody chooses it.
      // The file says which folder is the build context, and no setting.
      const able = context.inside ? { ...support, resolves: false, setsContext: false } : support;
      const fixes = codeActions(context, range, only, able, onThrow);
      const known = new Set(fixes.flatMap(({ edit }) => (edit ? [JSON.stringify(edit)] : [])));
      const others = refactoringActions(context, range, { only, isInvoked }, able);
      // What a fix does already need not be offered twice.
      return [...fixes, ...others.filter(({ edit }) => !edit || !known.has(JSON.stringify(edit)))];
    },
  );
  const canConvert = requests.handle<CodeActionParams, boolean>(false, isConvertible);
  connection.onCodeAction(async (params, token) => {
    const found = await actions(params, token);
    if (aroundChecks.has(params.textDocument.uri)) return [...(await aroundChecks.actions(params)), ...found];
    const { only, triggerKind } = params.context;
    // The finding about the same is among the actions by what ignores it.
    const diagnostics =
      found.find(({ diagnostics: [first] = [] }) => first?.code === multiStageOpportunity.id)?.diagnostics ??
      [];
    const asksToRefactor = only
      ? only.some(kind => kind === CONVERSION_KIND || CONVERSION_KIND.startsWith(`${kind}.`))
      : triggerKind === CodeActionTriggerKind.Invoked;
    if (!asksToRefactor && diagnostics.length === 0) return found;
    if (!(await canConvert(params, token))) return found;
    const converter = await conversions.converter();
    if (!converter) return found;
    const scripts = requests.handle<CodeActionParams, readonly string[]>([], ({ analysis }) =>
      converter.scriptsToRead(analysis),
    );
    const project = await conversions.project(params.textDocument.uri, await scripts(params, token));
    const converted = requests.handle<CodeActionParams, CodeAction[]>([], context => {
      const conversion = conversionOf(context, converter, project);
      const isFix = diagnostics.length > 0 && conversion.refused === undefined;
      const kind = isFix && !only?.includes(CONVERSION_KIND) ? CodeActionKind.QuickFix : CONVERSION_KIND;
      if (kind === CONVERSION_KIND && !asksToRefactor) return [];
      return conversionActions(context, conversion, kind, isFix ? diagnostics : [], support);
    });
    // What mends a finding stands in front of what silences it.
    const conversion = await converted(params, token);
    return diagnostics.length > 0 ? [...conversion, ...found] : [...found, ...conversion];
  });
  if (!support.resolves) return;
  const resolve = requests.handle<Resolve, Partial<CodeAction> | null>(null, (context, { data }) => {
    if (context.document.version !== data.version) return null;
    const edit = codeActionEdit(context, data, support, onThrow);
    return edit ? { edit } : {};
  });
  connection.onCodeActionResolve(async (action, token) => {
    const { data } = action as { data?: unknown };
    if (!isActionData(data)) return action;
    const made = await resolve({ textDocument: { uri: data.uri }, data }, token);
    // The edit would be one of another version than that in which the action was offered.
    if (!made) throw documentChanged();
    return { ...action, ...made };
  });
};

interface Resolve {
  readonly textDocument: { uri: string };
  readonly data: CodeActionData;
}

/** What a client sends back may be anything. */
function isActionData(value: unknown): value is CodeActionData {
  if (typeof value !== "object" || value === null) return false;
  const { uri, version, rule, fix } = value as Partial<Record<string, unknown>>;
  if (typeof uri !== "string" || typeof version !== "number" || typeof rule !== "string") return false;
  if (fix === undefined) return true;
  if (typeof fix !== "object" || fix === null) return false;
  const { at, title } = fix as Partial<Record<string, unknown>>;
  return typeof at === "number" && typeof title === "string";
}
