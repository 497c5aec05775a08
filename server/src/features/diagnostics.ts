/** What the builder would refuse or warn of, at the token at fault. */
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver";
import type { Diagnostic } from "vscode-languageserver";
import { checkModel } from "../rules/run/checkModel";
import type { RuleFinding } from "../rules/run/checkModel";
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

/** Hears of a rule that throws. */
export type OnThrow = (rule: Rule, error: unknown) => void;

/** The diagnostics of a document; none where the settings turn them off. */
export function diagnostics(context: FeatureContext, onThrow: OnThrow): Diagnostic[] {
  return findingsOf(context, onThrow).map(finding => toDiagnostic(context, finding));
}

/** What the rules find in a document; nothing where the settings turn diagnostics off. */
export function findingsOf(context: FeatureContext, onThrow: OnThrow): RuleFinding[] {
  const { analysis, memory, settings } = context;
  return settings.diagnostics.enabled ? checkModel(analysis, onThrow, memory, settings.rules) : [];
}

/** A finding as clients are given it. */
export function toDiagnostic(context: FeatureContext, finding: RuleFinding): Diagnostic {
  const { rule, severity, message, span, related = [] } = finding;
  const { uri } = context.document;
  return {
    range: rangeOf(context, span),
    severity: SEVERITIES[severity],
    source: DIAGNOSTIC_SOURCE,
    code: rule.id,
    ...pageOf(context, rule),
    message: `${message}. ${rule.advice()}`,
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

/** Our page on a rule, which says what the builder's says and how it is mended here; else the builder's. */
function pageOf({ rulePages }: FeatureContext, { id, origin }: Rule): Pick<Diagnostic, "codeDescription"> {
  if (rulePages !== null) return { codeDescription: { href: `${rulePages}/${id}.md` } };
  return origin === "builder" ? { codeDescription: { href: builderRulePage(id) } } : {};
}
