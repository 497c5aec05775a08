/** The answer to `dockerfileStages/facts`: all that is known of a Dockerfile, under one model. */
import type { FactsAnswer, FindingInfo } from "../protocol";
import type { RuleFinding } from "../rules/run/finding";
import type { OnThrow } from "../rules/run/judges";
import { isSecretName } from "../shared/secrets";
import type { Analysis } from "../stages/analysis/analysis";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";
import { findingsOf, toDiagnostic } from "./diagnostics";
import { withModel } from "./model";
import type { ModelRequestOptions } from "./model";
import { EMPTY_SNAPSHOT, snapshotAnswer } from "./snapshot";
import { stepInputsAnswer } from "./stepInputs";

/** The answer where there is no document to speak of. */
export const NO_FACTS: FactsAnswer = { ...EMPTY_SNAPSHOT, steps: [], findings: [], secrets: [] };

/** What there is to say of a document; the findings are those of the builds that are known, whatever the target. */
export function factsAnswer(
  context: FeatureContext,
  options: ModelRequestOptions,
  onThrow: OnThrow,
): FactsAnswer {
  const same = withModel(context, options);
  return {
    ...snapshotAnswer(same, options.target === undefined ? {} : { target: options.target }),
    steps: stepInputsAnswer(same, {}).stages,
    findings: findingsOf(context, onThrow).map(finding => findingInfo(context, finding)),
    secrets: secretValues(same.analysis),
  };
}

function findingInfo(context: FeatureContext, finding: RuleFinding): FindingInfo {
  const { message, codeDescription } = toDiagnostic(context, finding);
  return {
    rule: finding.rule.id,
    severity: finding.severity,
    message: typeof message === "string" ? message : message.value,
    page: codeDescription?.href ?? null,
    range: rangeOf(context, finding.span),
    fixes: (finding.fixes?.() ?? []).map(({ title, isSafe, changes, refused }) => ({
      title,
      isSafe: isSafe === true,
      changes: changes.map(({ span, text }) => ({ range: rangeOf(context, span), newText: text })),
      refused: refused ?? null,
    })),
  };
}

/** A variable, and what is written or comes out as its value. */
type Named = [name: string, values: (string | null | undefined)[]];

/** As the file writes them, as they come out, and as builds give them. */
function secretValues(analysis: Analysis): string[] {
  const { model } = analysis;
  const named: Named[] = [
    ...[...model.options.buildArgs].map(([name, value]): Named => [name, [value]]),
    ...model.scope.args.map(({ name, defaultText, value }): [string, (string | null | undefined)[]] => [
      name,
      [defaultText, value],
    ]),
    ...model.stages.flatMap(stage =>
      (analysis.evaluation(stage)?.steps ?? []).flatMap(({ declared }) =>
        declared.map(({ name, written, value }): Named => [name, [written, value]]),
      ),
    ),
  ];
  const values = named.flatMap(([name, found]) => (isSecretName(name) ? found : []));
  return [...new Set(values.flatMap(value => (value ? [value] : [])))];
}
