/**
 * What is said where a check is not complete, in the first line of the file and once for each reason. It is no rule of the
 * registry: nothing turns it off, because a file that is not checked must not look like one without faults.
 */
import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";
import type { RuleFinding } from "./finding";

/** Why a rule has not checked all of a file: the file is too large for it, or the rule threw. */
export type LeftOutReason = "large" | "failed";

const ID = "IncompleteCheck";

export const incompleteCheck: Rule = {
  id: ID,
  title: ID,
  advice: () => l10n.t("All other problems are shown."),
  severity: "information",
  origin: "error",
  isAboutStages: true,
};

/** The place and the words of what a rule has left out: it is told in the first line, with all others. */
export const NOTHING_SAID = { span: { start: 0, end: 0 }, message: "" };

/**
 * Findings with those in the first line that name the rules which have left something out. `checked`: how many instructions
 * have been checked, where the file has more of them.
 */
export function withIncomplete(
  text: string,
  findings: readonly RuleFinding[],
  checked: number | null,
): RuleFinding[] {
  const said = findings.filter(({ leftOut }) => leftOut === undefined);
  if (said.length === findings.length && checked === null) return said;
  const namesOf = (reason: LeftOutReason) =>
    [...new Set(findings.filter(({ leftOut }) => leftOut === reason).map(({ rule }) => rule.id))]
      .sort()
      .join(", ");
  const newline = text.indexOf("\n");
  const span = { start: 0, end: newline === -1 ? text.length : newline };
  const add = (message: string) =>
    said.push({ span, message, rule: incompleteCheck, severity: incompleteCheck.severity });
  if (checked !== null) add(l10n.t("Only the first {0} instructions of this file are checked", checked));
  const large = namesOf("large");
  const failed = namesOf("failed");
  if (large !== "") add(l10n.t("This file is too large for {0} to check all of it", large));
  if (failed !== "") add(l10n.t("{0} failed on this file, and the log says why", failed));
  return said;
}
