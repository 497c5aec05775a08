/** What the builder would refuse or warn of, at the token at fault. */
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { Diagnostic } from "vscode-languageserver";
import { checkModel } from "../rules/index";
import type { RuleFinding } from "../rules/index";
import { builderRulePage } from "../rules/rule";
import type { Rule, Severity } from "../rules/rule";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The source under which this server speaks, apart from the diagnostics of other extensions. */
export const DIAGNOSTIC_SOURCE = "dockerfile-stages";

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The diagnostics of a document; none where the settings turn them off. */
export function diagnostics(
  context: FeatureContext,
  onThrow: (rule: Rule, error: unknown) => void,
): Diagnostic[] {
  if (!context.settings.diagnostics.enabled) return [];
  return checkModel(context.model, onThrow, context.memory, context.settings.rules).map(finding =>
    toDiagnostic(context, finding),
  );
}

function toDiagnostic(context: FeatureContext, finding: RuleFinding): Diagnostic {
  const { rule, severity, message, span, related = [] } = finding;
  const { uri } = context.document;
  return {
    range: rangeOf(context, span),
    severity: SEVERITIES[severity],
    source: DIAGNOSTIC_SOURCE,
    code: rule.id,
    ...(rule.origin === "builder" ? { codeDescription: { href: builderRulePage(rule.id) } } : {}),
    message: `${message}. ${rule.advice}`,
    ...(finding.isUnnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
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
