/** The light bulb on a problem in a file around a Dockerfile. */
import { CodeActionKind } from "vscode-languageserver-types";
import type { CodeAction, CodeActionParams } from "vscode-languageserver-protocol";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { needsQuotesAt } from "../../around/written";
import type { AroundFinding } from "../../rules/around/registry";
import { toAroundDiagnostic } from "./diagnostics";

/** The quick fixes for a range of a file. */
export function aroundActions(
  document: TextDocument,
  findings: readonly AroundFinding[],
  { textDocument: { uri }, range, context: { only } }: CodeActionParams,
  rulePages: string | null,
): CodeAction[] {
  const kind = CodeActionKind.QuickFix;
  if (only && !only.some(asked => kind === asked || kind.startsWith(`${asked}.`))) return [];
  const from = document.offsetAt(range.start);
  const to = document.offsetAt(range.end);
  return findings
    .filter(({ place: { span } }) => span.start <= to && from <= span.end)
    .flatMap(finding =>
      finding.fixes.map(({ title, place, text, isGuess }, index): CodeAction => {
        const { start, end } = place.span;
        const newText = needsQuotesAt(document.getText(), place, text) ? `"${text}"` : text;
        return {
          title,
          kind,
          diagnostics: [toAroundDiagnostic(document, finding, rulePages)],
          isPreferred: index === 0 && !isGuess,
          edit: {
            changes: {
              [uri]: [
                { range: { start: document.positionAt(start), end: document.positionAt(end) }, newText },
              ],
            },
          },
        };
      }),
    );
}
