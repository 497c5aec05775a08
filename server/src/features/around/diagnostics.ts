/** What is wrong in a file around a Dockerfile, as clients are given it. */
import { DiagnosticTag } from "vscode-languageserver-types";
import type { Diagnostic } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { AroundFinding } from "../../rules/around/registry";
import { DIAGNOSTIC_SOURCE } from "../capabilities";
import { MOST_OF_A_RULE, SEVERITIES, pageOf } from "../diagnostics";

/** The diagnostics of a file, of each rule the first {@link MOST_OF_A_RULE}. */
export function aroundDiagnostics(
  document: TextDocument,
  findings: readonly AroundFinding[],
  rulePages: string | null,
): Diagnostic[] {
  const counts = new Map<string, number>();
  return findings
    .filter(({ rule: { id } }) => {
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return count <= MOST_OF_A_RULE;
    })
    .map(finding => toAroundDiagnostic(document, finding, rulePages));
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
