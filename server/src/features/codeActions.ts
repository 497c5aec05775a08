/** The light bulb on a finding: its fixes, the same for the whole file, and ways to silence its rule. */
import * as l10n from "@vscode/l10n";
import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, Range } from "vscode-languageserver-protocol";
import type { TextChange } from "../edits/edit";
import { mergeEdits } from "../edits/merge";
import { skipHere, skipInFile } from "../edits/suppress";
import type { Fix } from "../rules/fix";
import type { Rule } from "../rules/rule";
import type { RuleFinding } from "../rules/run/finding";
import { FIX_ALL_KIND } from "./capabilities";
import type { FeatureContext } from "./context";
import { findingsOf, toDiagnostic } from "./diagnostics";
import type { OnThrow } from "../rules/run/judges";
import { workspaceEdit } from "./workspaceEdit";

/** What a client can do with code actions. */
export interface CodeActionSupport {
  /** It shows actions that cannot be done, with the reason. */
  readonly disabled: boolean;
  /** It takes edits of a version of a document. */
  readonly documentChanges: boolean;
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
  const findings = findingsOf(context, onThrow);
  const edit = (changes: readonly TextChange[]) => workspaceEdit(context, changes, support.documentChanges);
  const actions: CodeAction[] = [];
  if (asks(FIX_ALL_KIND)) {
    const changes = mergeEdits(
      findings.flatMap(finding => finding.fixes?.().find(({ isSafe }) => isSafe) ?? []),
    );
    if (changes.length > 0)
      actions.push({
        title: l10n.t("Fix all problems that do not affect builds"),
        kind: FIX_ALL_KIND,
        edit: edit(changes),
      });
  }
  if (asks(CodeActionKind.QuickFix) === false) return actions;
  const start = context.document.offsetAt(range.start);
  const end = context.document.offsetAt(range.end);
  const here = findings.filter(({ span }) => span.start <= end && start <= span.end);
  for (const finding of here) {
    const diagnostics = [toDiagnostic(context, finding)];
    for (const [index, { title, changes, refused, isChoice }] of (finding.fixes?.() ?? []).entries()) {
      const action = { title, kind: CodeActionKind.QuickFix, diagnostics };
      if (refused === undefined)
        actions.push({ ...action, isPreferred: index === 0 && !isChoice, edit: edit(changes) });
      else if (support.disabled) actions.push({ ...action, disabled: { reason: refused } });
    }
  }
  const ofRules = byRule(findings);
  for (const [rule, [finding]] of byRule(here)) {
    const diagnostics = [toDiagnostic(context, finding)];
    const add = (title: string, changes: readonly TextChange[]) => {
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics, edit: edit(changes) });
    };
    const same = ofRules.get(rule) ?? [];
    const mended = same.length > 1 ? mergeEdits(same.flatMap(other => firstFix(other) ?? [])) : [];
    if (mended.length > 0) add(l10n.t("Fix all {0} in this file", rule.id), mended);
    if (rule.origin === "error") continue;
    const ways = [
      finding.line
        ? {
            title: l10n.t("Turn off {0} for this instruction", rule.id),
            ...skipHere(context.analysis, finding.line, rule.id),
          }
        : null,
      { title: l10n.t("Turn off {0} in this file", rule.id), ...skipInFile(context.analysis, rule.id) },
    ];
    for (const way of ways) if (way && way.changes.length > 0) add(way.title, way.changes);
  }
  return actions;
}

function firstFix(finding: RuleFinding): Fix | undefined {
  return finding.fixes?.().find(({ refused, isChoice }) => refused === undefined && !isChoice);
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
