/**
 * The light bulb on a finding: its fixes, the same for the whole file, and ways to silence its rule. A file may have thousands of
 * findings and a range may be all of it: what changes much is made when somebody chooses it.
 */
import * as l10n from "@vscode/l10n";
import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, Range, WorkspaceEdit } from "vscode-languageserver-protocol";
import type { Edit, TextChange } from "../edits/edit";
import { skipHere, skipInFile } from "../edits/suppress";
import type { Rule } from "../rules/rule";
import type { RuleFinding } from "../rules/run/finding";
import { SET_CONTEXT_COMMAND, TURN_OFF_RULE_COMMAND } from "../protocol";
import type { SetContextArguments, TurnOffRuleArguments } from "../protocol";
import { FIX_ALL_KIND } from "./capabilities";
import type { FeatureContext } from "./context";
import { findingsOf, toDiagnostic } from "./diagnostics";
import { MOST_FIXED, firstFix, fixedAtOnce, safeFix } from "./fixAll";
import type { OnThrow } from "../rules/run/judges";
import { workspaceEdit } from "./workspaceEdit";

/** The findings of a range whose fixes are offered. Nobody reads a longer list. */
const MOST_OFFERED = 100;
/** The changes in one answer; those of further actions are made when they are chosen. */
const MOST_CHANGES = 1_000;
/** The same for a client that cannot ask for them then: what would come to more is not offered at once, but by itself. */
const MOST_CHANGES_AT_ONCE = 50_000;

/** What a client can do with code actions. */
export interface CodeActionSupport {
  /** It shows actions that cannot be done, with the reason. */
  readonly disabled: boolean;
  /** It takes edits of a version of a document. */
  readonly documentChanges: boolean;
  /** It has the command that sets the build context of a Dockerfile ({@link SET_CONTEXT_COMMAND}). */
  readonly setsContext?: boolean;
  /** It has the command that turns a rule off by its setting ({@link TURN_OFF_RULE_COMMAND}). */
  readonly turnsOffRules?: boolean;
  /** It asks for the edit of an action when somebody chooses it. */
  readonly resolves?: boolean;
}

/** What a client sends back of an action whose edit it asks for. */
export interface CodeActionData {
  readonly uri: string;
  readonly version: number;
  /** The id of the rule. */
  readonly rule: string;
  /** The fix of one finding: where it begins in the document, and the title. All findings of the rule where it is missing. */
  readonly fix?: { readonly at: number; readonly title: string };
}

/**
 * The code actions for a range of the document, of the kinds that `only` asks for; quick fixes where it asks for none in
 * particular. The fixes are asked for anew: nothing that a client sends is trusted but the place.
 */
export function codeActions(
  context: FeatureContext,
  range: Range,
  only: readonly string[] | undefined,
  support: CodeActionSupport,
  onThrow: OnThrow,
): CodeAction[] {
  const asks = (kind: string) => only?.some(asked => kind === asked || kind.startsWith(`${asked}.`));
  const { document, analysis } = context;
  const findings = findingsOf(context, onThrow);
  const actions: CodeAction[] = [];
  if (asks(FIX_ALL_KIND)) {
    const { changes, isWhole } = fixedAtOnce(findings, safeFix);
    const title = isWhole
      ? l10n.t("Fix all problems that do not affect builds")
      : l10n.t("Fix the first {0} problems of each rule that do not affect builds", MOST_FIXED);
    if (changes.length > 0)
      actions.push({
        title,
        kind: FIX_ALL_KIND,
        edit: workspaceEdit(context, changes, support.documentChanges),
      });
  }
  if (asks(CodeActionKind.QuickFix) === false) return actions;
  const most = support.resolves ? MOST_CHANGES : MOST_CHANGES_AT_ONCE;
  let left = most;
  /** Adds an action with its edit, or with what it is made of when somebody chooses it. */
  const add = (
    action: CodeAction,
    changes: readonly TextChange[],
    of: Pick<CodeActionData, "rule" | "fix">,
  ) => {
    const isFirst = left === most;
    left -= changes.length;
    if (left >= 0 || (isFirst && !support.resolves))
      actions.push({ ...action, edit: workspaceEdit(context, changes, support.documentChanges) });
    else if (support.resolves)
      actions.push({ ...action, data: { uri: document.uri, version: document.version, ...of } });
  };
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  const here = findings.filter(({ span }) => span.start <= end && start <= span.end).slice(0, MOST_OFFERED);
  for (const finding of here) {
    const diagnostics = [toDiagnostic(context, finding)];
    const { rule, span, otherContext } = finding;
    for (const [index, { title, changes, refused, isChoice }] of (finding.fixes?.() ?? []).entries()) {
      const action = { title, kind: CodeActionKind.QuickFix, diagnostics };
      if (refused === undefined)
        add({ ...action, isPreferred: index === 0 && !isChoice }, changes, {
          rule: rule.id,
          fix: { at: span.start, title },
        });
      else if (support.disabled) actions.push({ ...action, disabled: { reason: refused } });
    }
    if (otherContext && support.setsContext) {
      const title = l10n.t('Set the build context of this Dockerfile to "{0}"', otherContext.path);
      const argument: SetContextArguments = { uri: document.uri, context: otherContext.address };
      const command = { title, command: SET_CONTEXT_COMMAND, arguments: [argument] };
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, command });
    }
  }
  const ofRules = byRule(findings);
  for (const [rule, [finding]] of byRule(here)) {
    const action = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(context, finding)] };
    const same = ofRules.get(rule) ?? [];
    const title =
      same.length > MOST_FIXED
        ? l10n.t("Fix the first {0} {1} in this file", MOST_FIXED, rule.id)
        : l10n.t("Fix all {0} in this file", rule.id);
    if (same.length > 1 && same.slice(0, MOST_OFFERED).some(other => firstFix(other) !== undefined)) {
      if (support.resolves)
        actions.push({
          ...action,
          title,
          data: { uri: document.uri, version: document.version, rule: rule.id } satisfies CodeActionData,
        });
      else add({ ...action, title }, fixedAtOnce(same, firstFix).changes, { rule: rule.id });
    }
    if (rule.origin === "error") continue;
    if (rule.isOfThisMachine && support.turnsOffRules) {
      const title = l10n.t("Turn off {0}", rule.id);
      const argument: TurnOffRuleArguments = { uri: document.uri, rule: rule.id };
      actions.push({
        ...action,
        title,
        command: { title, command: TURN_OFF_RULE_COMMAND, arguments: [argument] },
      });
    }
    const ways: (Edit & { title: string })[] = [
      { title: l10n.t("Turn off {0} in this file", rule.id), ...skipInFile(analysis, rule.id) },
    ];
    if (finding.line)
      ways.unshift({
        title: l10n.t("Turn off {0} for this instruction", rule.id),
        ...skipHere(analysis, finding.line, rule.id),
      });
    for (const way of ways)
      if (way.changes.length > 0)
        actions.push({
          ...action,
          title: way.title,
          edit: workspaceEdit(context, way.changes, support.documentChanges),
        });
  }
  return actions;
}

/** The edit of an action that was offered without one; null where the document has no such finding or fix any more. */
export function codeActionEdit(
  context: FeatureContext,
  { rule, fix }: CodeActionData,
  { documentChanges }: CodeActionSupport,
  onThrow: OnThrow,
): WorkspaceEdit | null {
  const findings = findingsOf(context, onThrow).filter(finding => finding.rule.id === rule);
  const changes = fix
    ? findings
        .filter(({ span }) => span.start === fix.at)
        .flatMap(({ fixes }) => fixes?.() ?? [])
        .find(({ title }) => title === fix.title)?.changes
    : fixedAtOnce(findings, firstFix).changes;
  return changes && changes.length > 0 ? workspaceEdit(context, changes, documentChanges) : null;
}

/** Findings by their rule, in the order of the first of each. */
function byRule(findings: readonly RuleFinding[]): Map<Rule, [RuleFinding, ...RuleFinding[]]> {
  const groups = new Map<Rule, [RuleFinding, ...RuleFinding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return groups;
}
