/** What the builder would refuse or warn of, at the token at fault. */
import { DiagnosticSeverity } from "vscode-languageserver";
import type { Diagnostic } from "vscode-languageserver";
import { checkModel } from "../rules/index";
import type { RuleFinding } from "../rules/index";
import { builderRulePage } from "../rules/rule";
import type { Rule } from "../rules/rule";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The source under which this server speaks, apart from the diagnostics of other extensions. */
export const DIAGNOSTIC_SOURCE = "dockerfile-stages";

/** The diagnostics of a document; none where the settings turn them off. */
export function diagnostics(
  context: FeatureContext,
  onThrow: (rule: Rule, error: unknown) => void,
): Diagnostic[] {
  if (!context.settings.diagnostics.enabled) return [];
  return checkModel(context.model, onThrow, context.faultless).map(finding => toDiagnostic(context, finding));
}

function toDiagnostic(context: FeatureContext, finding: RuleFinding): Diagnostic {
  const { rule, severity, message, span, related = [] } = finding;
  const { uri } = context.document;
  return {
    range: rangeOf(context, span),
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: DIAGNOSTIC_SOURCE,
    code: rule.id,
    // The rules that warn are the builder's own, and each has a page of the builder's.
    ...(rule.severity === "warning" ? { codeDescription: { href: builderRulePage(rule.id) } } : {}),
    message,
    ...(related.length > 0
      ? {
          relatedInformation: related.map(place => ({
            location: { uri, range: rangeOf(context, place.span) },
            message: place.message,
          })),
        }
      : {}),
  };
}
