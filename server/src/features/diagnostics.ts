/** What the builder would refuse or warn of, at the token at fault. */
import * as l10n from "@vscode/l10n";
import { DiagnosticSeverity, DiagnosticTag } from "vscode-languageserver-types";
import type { Diagnostic, Position, Range } from "vscode-languageserver-protocol";
import { incompleteCheck } from "../rules/run/incompleteCheck";
import { checkBuilds } from "../rules/run/checkBuilds";
import type { OnThrow } from "../rules/run/judges";
import type { RuleFinding } from "../rules/run/finding";
import { builderRulePage } from "../rules/rule";
import type { Rule, Severity } from "../rules/rule";
import { DIAGNOSTIC_SOURCE } from "./capabilities";
import { rangeOf } from "./context";
import type { FeatureContext } from "./context";

/** The most diagnostics of one rule in one file. Nobody reads more, and each costs the client as much as the first one. */
export const MOST_OF_A_RULE = 100;

/** The severities of rules as clients know them. */
export const SEVERITIES: Record<Severity, DiagnosticSeverity> = {
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
  const items: Diagnostic[] = [];
  const counts = new Map<Rule, number>();
  /** Where something is said in place of the findings of a rule from that one on. */
  const hiding: { readonly at: number; readonly first: RuleFinding }[] = [];
  const asBefore = (item: Diagnostic) => sameAs(item, before?.items ?? []) ?? Object.freeze(item);
  for (const finding of findingsOf(context, onThrow)) {
    const count = (counts.get(finding.rule) ?? 0) + 1;
    counts.set(finding.rule, count);
    if (count > MOST_OF_A_RULE + 1) continue;
    if (count > MOST_OF_A_RULE) hiding.push({ at: items.length, first: finding });
    items.push(madeBefore(context, finding) ?? make(context, finding, asBefore));
  }
  for (const { at, first } of hiding) {
    const hidden = (counts.get(first.rule) ?? 0) - MOST_OF_A_RULE;
    items[at] = asBefore(moreDiagnostic(context, first, hidden));
  }
  const isSame = before?.items.length === items.length && before.items.every((item, i) => item === items[i]);
  return isSame ? before.items : items;
}

function madeBefore(context: FeatureContext, finding: RuleFinding): Diagnostic | undefined {
  const made = madeOf.get(finding);
  return made && made.rulePages === context.rulePages && standsAt(context, finding, made.item)
    ? made.item
    : undefined;
}

function make(
  context: FeatureContext,
  finding: RuleFinding,
  asBefore: (item: Diagnostic) => Diagnostic,
): Diagnostic {
  const item = asBefore(toDiagnostic(context, finding));
  madeOf.set(finding, { item, rulePages: context.rulePages });
  return item;
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
  const { analysis, memory, settings, inside } = context;
  if (!settings.diagnostics.enabled) return [];
  const found = checkBuilds(analysis, onThrow, memory, settings.rules);
  return inside ? found.filter(({ span }) => !inside.isOpen(span)) : found;
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
    message: moreMessage(rule, hidden),
  };
}

/** What is said where the findings of a rule are too many to be shown. */
export function moreMessage({ id }: Rule, hidden: number): string {
  return hidden === 1
    ? l10n.t("{0} reports one more problem here. It is not shown.", id)
    : l10n.t("{0} reports {1} more problems below. They are not shown.", id, hidden);
}

/** Our page on a rule, which says what the builder's says and how it is mended here; else the builder's. */
export function pageOf(
  { rulePages }: Pick<FeatureContext, "rulePages">,
  { id, origin }: Rule,
): Pick<Diagnostic, "codeDescription"> {
  if (id === incompleteCheck.id) return {};
  if (rulePages !== null) return { codeDescription: { href: `${rulePages}/${id}.md` } };
  return origin === "builder" ? { codeDescription: { href: builderRulePage(id) } } : {};
}

/** The diagnostic of an earlier answer, which are in the order of the document, that says the same. */
function sameAs(item: Diagnostic, items: readonly Diagnostic[]): Diagnostic | undefined {
  const { start } = item.range;
  const isBefore = (at: Position) =>
    at.line < start.line || (at.line === start.line && at.character < start.character);
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = items[middle]?.range.start;
    if (at && isBefore(at)) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < items.length; index++) {
    const other = items[index];
    if (!other || !isSamePosition(other.range.start, start)) return undefined;
    if (isSameDiagnostic(other, item)) return other;
  }
  return undefined;
}

/** Whether two diagnostics that begin at the same place say the same. */
function isSameDiagnostic(one: Diagnostic, other: Diagnostic): boolean {
  const [related, otherRelated] = [one.relatedInformation ?? [], other.relatedInformation ?? []];
  return (
    one.code === other.code &&
    one.message === other.message &&
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
