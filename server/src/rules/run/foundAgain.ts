/** What rules about the whole file found in the version before, each finding with what it depends on. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Finding, Rule } from "../rule";
import type { AskedRule } from "./askedRules";
import { keepFinding, movedFinding } from "./finding";
import type { KeptFinding, RuleFinding } from "./finding";

/** By rule, and by what of the file it is about. Each version has one of its own, so that nothing of an older one stays. */
export type FileFindings = Map<Rule, Map<object, Known>>;

interface Known {
  readonly dependsOn: unknown;
  /** Finds it in the newest version. */
  find: (subject: never, dependsOn: never) => Finding;
  /** Null where a comment silences it. */
  kept: KeptFinding | null;
}

/** What is known of two versions, and the lines of the newer one. */
interface Versions {
  readonly before: FileFindings;
  readonly now: FileFindings;
  readonly lines: readonly LogicalLine[];
}

/** A finding of the version before, or a new one: where the subject or what it depends on is another. */
export function foundAgain<Subject extends object, DependsOn>(
  { before, now, lines }: Versions,
  asked: AskedRule,
  subject: Subject,
  dependsOn: DependsOn,
  find: (subject: Subject, dependsOn: DependsOn) => Finding,
  isReported: (rule: Rule, finding: Finding) => boolean,
): RuleFinding | null {
  const { rule } = asked;
  let known = before.get(rule)?.get(subject);
  if (known && known.dependsOn === dependsOn) known.find = find;
  else known = newlyFound(lines, asked, subject, dependsOn, find, isReported);
  let ofRule = now.get(rule);
  if (!ofRule) now.set(rule, (ofRule = new Map<object, Known>()));
  ofRule.set(subject, known);
  return known.kept && movedFinding(known.kept);
}

/** A function of its own, because a closure holds all that is around it. */
function newlyFound<Subject extends object, DependsOn>(
  lines: readonly LogicalLine[],
  asked: AskedRule,
  subject: Subject,
  dependsOn: DependsOn,
  find: (subject: Subject, dependsOn: DependsOn) => Finding,
  isReported: (rule: Rule, finding: Finding) => boolean,
): Known {
  const finding = find(subject, dependsOn);
  const known: Known = { dependsOn, find, kept: null };
  if (isReported(asked.rule, finding))
    known.kept = keepFinding({ ...finding, ...asked }, lines, againOf(known, subject, dependsOn));
  return known;
}

function againOf(known: Known, subject: object, dependsOn: unknown): () => Finding {
  return () => known.find(subject as never, dependsOn as never);
}

/** Whether two lists have the same objects. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}
