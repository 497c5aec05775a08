/** What rules about the whole file found in the version before, each finding with what it depends on. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Finding, Rule } from "../rule";
import type { AskedRule } from "./askedRules";
import { keepFinding, movedFinding } from "./finding";
import type { KeptFinding, RuleFinding } from "./finding";

/** By rule, and by what of the file it is about. Each version has one of its own, so that nothing of an older one stays. */
export type FileFindings = Map<Rule, Map<object, Known>>;

interface Known {
  readonly dependsOn: readonly unknown[];
  /** In the newest version. */
  find: () => Finding;
  /** Null where a comment silences it. */
  readonly kept: KeptFinding | null;
}

/** A finding of the version before, or a new one: where the subject or what it depends on is another. */
export function foundAgain(
  { before, now, lines }: { before: FileFindings; now: FileFindings; lines: readonly LogicalLine[] },
  asked: AskedRule,
  [subject, dependsOn, find]: readonly [object, readonly unknown[], () => Finding],
  isReported: (rule: Rule, finding: Finding) => boolean,
): RuleFinding | null {
  const { rule } = asked;
  let known = before.get(rule)?.get(subject);
  if (known && isSameList(known.dependsOn, dependsOn)) known.find = find;
  else {
    const finding = find();
    const made: Known = {
      dependsOn,
      find,
      kept: isReported(rule, finding)
        ? keepFinding({ ...finding, ...asked }, lines, () => made.find())
        : null,
    };
    known = made;
  }
  const ofRule = now.get(rule) ?? new Map<object, Known>();
  now.set(rule, ofRule.set(subject, known));
  return known.kept && movedFinding(known.kept);
}

/** Whether two lists have the same objects. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}
