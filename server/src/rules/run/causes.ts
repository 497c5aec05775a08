/**
 * Where the cause of a finding is known, the finding comes second: a line that is read as part of another one looks wrong in
 * many ways, and to mend one of those makes the file worse.
 */
import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { shellNotInImage } from "../own/shellNotInImage";
import { textAfterArray } from "../own/textAfterArray";
import { trailingComment } from "../own/trailingComment";
import type { RelatedPlace, Rule } from "../rule";
import type { RuleFinding } from "./finding";

/** Rules that report a missing argument at the keyword. */
const OF_ARGUMENTS = new Set([
  "InvalidArguments",
  "InvalidFromArguments",
  "InvalidHealthcheck",
  "InvalidOnbuild",
]);

interface Cause {
  /** The rule that has found it; absent for escape characters. */
  readonly rule?: Rule;
  /** Where its consequences are found. */
  readonly spans: readonly Span[];
  /** What ends at or before this offset in the first of them is right or wrong by itself. */
  readonly from: number;
  /** It changes where lines end: what is said of all arguments is a consequence, and our own rules wait. */
  readonly ofLines: boolean;
  readonly place: RelatedPlace;
  /** It hides a line that may begin or name a stage. */
  readonly hidesStages: boolean;
  /** What to do, where a consequence is shown. */
  readonly advice: string;
}

/** Findings with the causes that are known: ours give way to them, the builder's name them and offer no fix of their own. */
export function withCauses(analysis: Analysis, findings: readonly RuleFinding[]): readonly RuleFinding[] {
  const causes = [...escapesIn(analysis), ...namedIn(findings)].sort((a, b) => startOf(a) - startOf(b));
  if (causes.length === 0) return findings;
  const hiding = causes.find(({ hidesStages }) => hidesStages);
  const left: RuleFinding[] = [];
  for (const finding of findings) {
    const cause = causeOf(finding, causes, hiding);
    if (!cause) left.push(finding);
    else if (finding.rule.origin !== "own") left.push(consequence(finding, cause));
  }
  return left;
}

function causeOf(
  finding: RuleFinding,
  causes: readonly Cause[],
  hiding: Cause | undefined,
): Cause | undefined {
  const { rule } = finding;
  // A shell that is missing is itself a consequence where an array is read as a command.
  if ((rule.namesCause && rule !== shellNotInImage) || finding.leftOut) return undefined;
  const isOfStages = rule.isAboutStages && rule.origin !== "builder";
  return causeAt(causes, finding) ?? (isOfStages ? hiding : undefined);
}

/** What is said behind a finding in place of its own advice, where another finding is its cause. */
export function causeAdvices(): string[] {
  return [escapeAdvice(), ...CAUSES.map(({ advice }) => advice())];
}

/** What stands behind an instruction and is read as part of it; and the shell that is not there, which no form of signals helps. */
const CAUSES: readonly Rule[] = [textAfterArray, trailingComment, shellNotInImage];

function escapeAdvice(): string {
  return l10n.t("Correct the escape character at the related location first.");
}

const startOf = ({ spans }: Cause) => spans[0]?.start ?? 0;

function escapesIn({ escapeSlips: { stray, lost } }: Analysis): Cause[] {
  const advice = escapeAdvice();
  const causes: Cause[] = [];
  for (const { line, place, keyword, kind } of stray)
    causes.push({
      spans: [line],
      from: place.start,
      ofLines: true,
      place: { span: place, message: l10n.t("This escape character continues the line") },
      hidesStages: kind === "instruction" && /^(?:ADD|COPY|FROM|ONBUILD|RUN)$/.test(keyword),
      advice,
    });
  for (const { line, lost: next, place, kind } of lost) {
    // What ONBUILD holds back is right or wrong by itself; the command of a HEALTHCHECK is not the CMD of the stage.
    const isItself =
      INSTRUCTIONS.has(next.instruction.keyword) &&
      (line.instruction.trigger ?? line.instruction).keyword !== "HEALTHCHECK";
    causes.push({
      spans: isItself ? [line] : [line, next],
      from: place.start - 1,
      ofLines: true,
      place: {
        span: place,
        message:
          kind === "missing"
            ? l10n.t("The line does not end with the escape character")
            : l10n.t("This character does not continue the line"),
      },
      hidesStages: false,
      advice,
    });
  }
  return causes;
}

function isCause({ rule }: RuleFinding): boolean {
  return CAUSES.includes(rule);
}

/** What some rules find is the cause of what else is wrong in the line; what is triggered in a stage is none of its FROM. */
function namedIn(findings: readonly RuleFinding[]): Cause[] {
  const causes: Cause[] = [];
  if (!findings.some(isCause)) return causes;
  const arrays = new Set(findings.filter(({ rule }) => rule === textAfterArray).map(({ line }) => line));
  for (const { rule, line, span, message } of findings.filter(isCause)) {
    if (!line || line.instruction.keyword === "FROM") continue;
    if (rule === shellNotInImage && arrays.has(line)) continue;
    causes.push({
      rule,
      spans: [line],
      from: span.start,
      ofLines: false,
      place: { span, message },
      hidesStages: false,
      advice: rule.advice(),
    });
  }
  return causes;
}

/** The last cause that begins at or before a place and has consequences there: causes are in the order of the document. */
function causeAt(causes: readonly Cause[], { span, rule }: RuleFinding): Cause | undefined {
  const at = span.start;
  let low = 0;
  let high = causes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const cause = causes[middle];
    if (cause && startOf(cause) <= at) low = middle + 1;
    else high = middle;
  }
  // A line may have several causes, and be the consequence of the one before.
  for (let index = low - 1; index >= Math.max(0, low - 3); index--) {
    const cause = causes[index];
    if (cause?.rule === rule) continue;
    if (!cause || !isInOne(cause.spans, at)) continue;
    if (span.end > cause.from || (cause.ofLines && (rule.origin === "own" || OF_ARGUMENTS.has(rule.id))))
      return cause;
  }
  return undefined;
}

/** Whether an offset is in one of some spans, or at the end of one. A loop, because it is asked of every finding at every edit. */
function isInOne(spans: readonly Span[], at: number): boolean {
  for (const { start, end } of spans) if (start <= at && at <= end) return true;
  return false;
}

function consequence(finding: RuleFinding, { place, advice }: Cause): RuleFinding {
  return {
    ...finding,
    fixes: () => [],
    related: [place, ...(finding.related ?? [])],
    advice,
  };
}
