/**
 * What is said where a check is not complete, in the first line of the file and once for each reason. It is no rule of the
 * registry: nothing turns it off, because a file that is not checked must not look like one without faults.
 */
import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";
import type { RuleFinding } from "./finding";

/** Why something is not checked: the file is too large for a rule, a rule threw, or a value is too long to be worked out. */
export type LeftOutReason = "large" | "failed" | "long";

const ID = "IncompleteCheck";

export const incompleteCheck: Rule = {
  id: ID,
  title: ID,
  advice: () => l10n.t("All other problems are shown."),
  severity: "information",
  origin: "error",
  isAboutStages: true,
};

/** What stands for a value that is too long. */
export function tooLong(): RuleFinding {
  return { ...NOTHING_SAID, rule: incompleteCheck, severity: incompleteCheck.severity, leftOut: "long" };
}

/** The place and the words of what a rule has left out: it is told in the first line, with all others. */
export const NOTHING_SAID = { span: { start: 0, end: 0 }, message: "" };

/** How many have been checked, where the file has more of them; else null. */
export interface CheckLimits {
  readonly instructions: number | null;
  /** `ONBUILD` lines of one base, in the stages that trigger them. */
  readonly triggers: number | null;
}

/** Findings with those in the first line that say what has been left out, and name the rules which have done so. */
export function withIncomplete(
  text: string,
  findings: readonly RuleFinding[],
  { instructions, triggers }: CheckLimits,
): RuleFinding[] {
  const isComplete = instructions === null && triggers === null;
  if (isComplete && !findings.some(isLeftOut)) return [...findings];
  const said = findings.filter(finding => !isLeftOut(finding));
  const namesOf = (reason: LeftOutReason) =>
    [...new Set(findings.filter(({ leftOut }) => leftOut === reason).map(({ rule }) => rule.id))]
      .sort()
      .join(", ");
  const newline = text.indexOf("\n");
  const span = { start: 0, end: newline === -1 ? text.length : newline };
  const add = (message: string) =>
    said.push({ span, message, rule: incompleteCheck, severity: incompleteCheck.severity });
  if (instructions !== null)
    add(l10n.t("Only the first {0} instructions of this file are checked", instructions));
  if (triggers !== null)
    add(
      l10n.t(
        "Only the first {0} ONBUILD instructions of a stage are checked in stages based on it",
        triggers,
      ),
    );
  if (findings.some(({ leftOut }) => leftOut === "long"))
    add(
      l10n.t("Some values of this file are too long to be worked out: what depends on them is not checked"),
    );
  const large = namesOf("large");
  const failed = namesOf("failed");
  if (large !== "") add(l10n.t("This file is too large for {0} to check all of it", large));
  if (failed !== "") add(l10n.t("{0} failed on this file, and the log says why", failed));
  return said;
}

function isLeftOut({ leftOut }: RuleFinding): boolean {
  return leftOut !== undefined;
}
