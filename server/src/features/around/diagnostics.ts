/** What is wrong in a file around a Dockerfile, as clients are given it. */
import { DiagnosticTag } from "vscode-languageserver-types";
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { AroundFinding } from "../../rules/around/registry";
import { DIAGNOSTIC_SOURCE } from "../capabilities";
import type { Rule } from "../../rules/rule";
import { MOST_OF_A_RULE, SEVERITIES, moreMessage, pageOf } from "../diagnostics";

/**
 * The diagnostics of a file, in its order: of each rule those of its first {@link MOST_OF_A_RULE} findings, and where there are more
 * one information, at the first of the others, with their number.
 */
export function aroundDiagnostics(
  document: TextDocument,
  findings: readonly AroundFinding[],
  rulePages: string | null,
): Diagnostic[] {
  const counts = new Map<Rule, number>();
  return findings.flatMap(finding => {
    const { rule } = finding;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > MOST_OF_A_RULE + 1) return [];
    const item = toAroundDiagnostic(document, finding, rulePages);
    if (count <= MOST_OF_A_RULE) return [item];
    const hidden = findings.filter(each => each.rule === rule).length - MOST_OF_A_RULE;
    return [{ ...item, severity: SEVERITIES.information, tags: [], message: moreMessage(rule, hidden) }];
  });
}

/** A finding as clients are given it. */
export function toAroundDiagnostic(
  document: TextDocument,
  { rule, severity, place, message, advice, isUnnecessary }: AroundFinding,
  rulePages: string | null,
): Diagnostic {
  const { start, end } = place.span;
  return {
    range: { start: document.positionAt(start), end: document.positionAt(end) },
    severity: SEVERITIES[severity],
    source: DIAGNOSTIC_SOURCE,
    code: rule.id,
    ...pageOf({ rulePages }, rule),
    message: `${message}. ${advice}`,
    ...(isUnnecessary && { tags: [DiagnosticTag.Unnecessary] }),
  };
}
