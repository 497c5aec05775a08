/** What the builder would refuse or warn of, at the token at fault. */
import * as l10n from "@vscode/l10n";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { Diagnostic, Position, Range } from "vscode-languageserver-protocol";
import { incompleteCheck } from "../rules/run/incompleteCheck";
import { checkPlatforms } from "../rules/run/checkPlatforms";
import type { OnThrow } from "../rules/run/judges";
import type { RuleFinding } from "../rules/run/finding";
import { builderRulePage } from "../rules/rule";
import type { Rule, Severity } from "../rules/rule";
import { once } from "../stages/analysis/once";
import { DIAGNOSTIC_SOURCE } from "./capabilities";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The most diagnostics of one rule in one file. Nobody reads more, and each costs the client as much as the first one. */
export const MOST_OF_A_RULE = 100;

const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** The diagnostics of one document, as they were answered last. */
export interface AnsweredDiagnostics {
  readonly context: FeatureContext;
  /** Frozen, each of them: the transport writes what is frozen once. */
  readonly items: readonly Diagnostic[];
}

/**
 * The diagnostics of a document, in its order; none where the settings turn them off. Of each rule those of its first
 * {@link MOST_OF_A_RULE} findings, and where there are more one information, at the first of the others, with their number.
 * What is as it was in `before`, the answer for an earlier version, is the same object; where all is, so is the list.
 */
export function diagnostics(
  context: FeatureContext,
  onThrow: OnThrow,
  before?: AnsweredDiagnostics,
): readonly Diagnostic[] {
  if (before && isSameContext(before.context, context)) return before.items;
  const earlier = once(() => new Map(before?.items.map(item => [keyOf(item), item])));
  const items = shown(findingsOf(context, onThrow)).map(({ finding, hidden }) => {
    const made = hidden === 0 ? madeOf.get(finding) : undefined;
    if (made && made.rulePages === context.rulePages && standsAt(context, finding, made.item))
      return made.item;
    const item = hidden === 0 ? toDiagnostic(context, finding) : moreDiagnostic(context, finding, hidden);
    const known = earlier().get(keyOf(item));
    const answered = known && isSameDiagnostic(known, item) ? known : Object.freeze(item);
    if (hidden === 0) madeOf.set(finding, { item: answered, rulePages: context.rulePages });
    return answered;
  });
  const isSame = before?.items.length === items.length && before.items.every((item, i) => item === items[i]);
  return isSame ? before.items : items;
}

/** A finding that is kept is the same object in the next version, and says the same: only its places may be others. */
const madeOf = new WeakMap<RuleFinding, { readonly item: Diagnostic; readonly rulePages: string | null }>();

function standsAt(context: FeatureContext, { span, related = [] }: RuleFinding, item: Diagnostic): boolean {
  return (
    isSameRange(rangeOf(context, span), item.range) &&
    related.every((place, i) => {
      const there = item.relatedInformation?.[i]?.location.range;
      return there !== undefined && isSameRange(rangeOf(context, place.span), there);
    })
  );
}

function isSameContext(one: FeatureContext, other: FeatureContext): boolean {
  return (
    one.analysis === other.analysis && one.settings === other.settings && one.rulePages === other.rulePages
  );
}

/** What the rules find in a document; nothing where the settings turn diagnostics off. */
export function findingsOf(context: FeatureContext, onThrow: OnThrow): readonly RuleFinding[] {
  const { analysis, memory, settings } = context;
  return settings.diagnostics.enabled ? checkPlatforms(analysis, onThrow, memory, settings.rules) : [];
}

/** The findings that are shown, and of each rule with more of them the first that is not, with the number of those. */
function shown(findings: readonly RuleFinding[]): { finding: RuleFinding; hidden: number }[] {
  const list: { finding: RuleFinding; hidden: number }[] = [];
  const counts = new Map<Rule, { count: number; more?: { finding: RuleFinding; hidden: number } }>();
  for (const finding of findings) {
    const ofRule = counts.get(finding.rule) ?? { count: 0 };
    counts.set(finding.rule, ofRule);
    if (ofRule.more) ofRule.more.hidden++;
    else {
      const entry = { finding, hidden: ofRule.count < MOST_OF_A_RULE ? 0 : 1 };
      if (entry.hidden > 0) ofRule.more = entry;
      ofRule.count++;
      list.push(entry);
    }
  }
  return list;
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
    message: `${message}. ${finding.advice ?? rule.advice()}`,
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

/** What is shown where a check fails as a whole: what was known last, and that it is not of this version. */
export function diagnosticsOnFailure(last: readonly Diagnostic[]): Diagnostic[] {
  const start = { line: 0, character: 0 };
  const failure: Diagnostic = {
    range: { start, end: { line: 0, character: 1 } },
    severity: DiagnosticSeverity.Information,
    source: DIAGNOSTIC_SOURCE,
    code: incompleteCheck.id,
    message: l10n.t(
      "This file could not be checked, and the log says why. The problems shown are those of the last check.",
    ),
  };
  return [failure, ...last.filter(({ code }) => code !== incompleteCheck.id)];
}

/** What is said in place of the findings of a rule from this one on. */
function moreDiagnostic(context: FeatureContext, { rule, span }: RuleFinding, hidden: number): Diagnostic {
  return {
    range: rangeOf(context, span),
    severity: DiagnosticSeverity.Information,
    source: DIAGNOSTIC_SOURCE,
    code: rule.id,
    ...pageOf(context, rule),
    message:
      hidden === 1
        ? l10n.t("{0} reports one more problem here. It is not shown.", rule.id)
        : l10n.t("{0} reports {1} more problems below. They are not shown.", rule.id, hidden),
  };
}

/** Our page on a rule, which says what the builder's says and how it is mended here; else the builder's. */
function pageOf({ rulePages }: FeatureContext, { id, origin }: Rule): Pick<Diagnostic, "codeDescription"> {
  if (id === incompleteCheck.id) return {};
  if (rulePages !== null) return { codeDescription: { href: `${rulePages}/${id}.md` } };
  return origin === "builder" ? { codeDescription: { href: builderRulePage(id) } } : {};
}

/** What most diagnostics differ in. */
function keyOf({ code, range: { start }, message }: Diagnostic): string {
  return `${String(code)} ${start.line}:${start.character} ${JSON.stringify(message)}`;
}

/** Whether two diagnostics with the same key say the same. */
function isSameDiagnostic(one: Diagnostic, other: Diagnostic): boolean {
  const [related, otherRelated] = [one.relatedInformation ?? [], other.relatedInformation ?? []];
  return (
    one.severity === other.severity &&
    one.codeDescription?.href === other.codeDescription?.href &&
    one.tags?.length === other.tags?.length &&
    isSamePosition(one.range.end, other.range.end) &&
    related.length === otherRelated.length &&
    related.every(({ message, location: { range } }, i) => {
      const there = otherRelated[i];
      return message === there?.message && isSameRange(range, there.location.range);
    })
  );
}

function isSameRange(one: Range, other: Range): boolean {
  return isSamePosition(one.start, other.start) && isSamePosition(one.end, other.end);
}

function isSamePosition(one: Position, other: Position): boolean {
  return one.line === other.line && one.character === other.character;
}
