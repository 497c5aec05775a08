/** A finding with its rule, and findings that are kept: they move with the lines in which they stand. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { moveSpan } from "../../dockerfile/move";
import type { Span } from "../../dockerfile/source";
import type { Fix } from "../fix";
import { reportTo } from "../rule";
import type { Finding, RelatedPlace, Report, Rule, Severity } from "../rule";
import type { LeftOutReason } from "./incompleteCheck";

/** A finding with the rule it comes from. */
export interface RuleFinding extends Finding {
  readonly rule: Rule;
  /** The rule's own, but an error where `# check=error=true` makes warnings fail the build. */
  readonly severity: Severity;
  /** It is no finding: the rule has not checked all of this, and why. */
  readonly leftOut?: LeftOutReason | undefined;
}

/** What a finding is about: its rule and its place. */
export function subjectOf({ rule, span: { start, end } }: RuleFinding): string {
  return `${rule.id} ${start}-${end}`;
}

/** A finding that outlives the version of the document in which it was made. */
export interface KeptFinding {
  readonly finding: RuleFinding;
  /** Its spans, each with the line that it moves with. */
  readonly places: readonly Place[];
}

interface Place {
  readonly span: Span;
  readonly line: LogicalLine;
  /** Where the line began when the span was right. */
  lineStart: number;
}

/**
 * Makes a finding one that can be kept. `lines` are those of the file; `findAgain` answers what is found
 * in its place in whatever version is the newest then. The spans are copies of its own, because a rule may report a line, which
 * moves by itself. The fixes are asked for anew: those of the version in which it was found would change a text that is no
 * longer there, and would hold on to it.
 */
export function keepFinding(
  finding: RuleFinding,
  lines: readonly LogicalLine[],
  findAgain: FindAgain,
): KeptFinding {
  const places: Place[] = [];
  const { rule, severity, message, related, line, isUnnecessary, advice, otherContext, fixes, leftOut } =
    finding;
  // Each has all properties: every edit goes through all findings, and objects of one shape are several times quicker to read.
  const kept: RuleFinding = {
    rule,
    severity,
    span: follow(finding.span, lines, places),
    message,
    related: related && followed(related, lines, places),
    line,
    isUnnecessary,
    advice,
    otherContext,
    // A closure holds all that another one in the same function reads, so there is no other one here: `lines` are of one version.
    fixes: fixes && (() => fixesOf(findAgain(kept), kept)),
    leftOut,
  };
  return { finding: kept, places };
}

function followed(
  related: readonly RelatedPlace[],
  lines: readonly LogicalLine[],
  places: Place[],
): RelatedPlace[] {
  return related.map(({ span, message }) => ({ span: follow(span, lines, places), message }));
}

/** A copy of a span, which is added to the places of a finding. */
function follow({ start, end }: Span, lines: readonly LogicalLine[], places: Place[]): Span {
  const span = { start, end };
  const line = lineOf(lines, start);
  if (line) places.push({ span, line, lineStart: line.start });
  return span;
}

function fixesOf(again: Finding | undefined, kept: Finding): readonly Fix[] {
  return again && keyOf(again) === keyOf(kept) ? (again.fixes?.() ?? []) : [];
}

/** Answers what a check finds now in the place of a finding that is kept, or undefined. */
export type FindAgain = (kept: Finding) => Finding | undefined;

/**
 * What a check finds now. It runs once in each version, however many findings are asked for; `version` names the newest,
 * and what was found goes with it.
 */
export function finderOf(version: () => object | null, check: (report: Report) => void): FindAgain {
  const ofVersions = new WeakMap<object, ReadonlyMap<string, Finding>>();
  return kept => {
    const newest = version();
    if (!newest) return undefined;
    let found = ofVersions.get(newest);
    if (!found) {
      found = findings(check);
      ofVersions.set(newest, found);
    }
    return found.get(keyOf(kept));
  };
}

function findings(check: (report: Report) => void): ReadonlyMap<string, Finding> {
  const found = new Map<string, Finding>();
  const take = (finding: Finding) => found.set(keyOf(finding), finding);
  check(reportTo(take, () => undefined));
  return found;
}

function keyOf({ span: { start, end }, message }: Finding): string {
  return `${start}-${end} ${message}`;
}

/** A kept finding in the version of the document to which its lines belong now. */
export function movedFinding({ finding, places }: KeptFinding): RuleFinding {
  for (const place of places) {
    const moved = place.line.start - place.lineStart;
    if (moved === 0) continue;
    moveSpan(place.span, moved);
    place.lineStart = place.line.start;
  }
  return finding;
}

/** The line that an offset moves with: the one it stands in, or the next one, to which the comments above it belong. */
function lineOf(lines: readonly LogicalLine[], offset: number): LogicalLine | undefined {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.next ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return lines[low];
}
