/** What a check has found, as it is handed to a format. */
import type { Severity } from "../rules/rule";
import { SEVERITIES } from "./problem";
import type { CheckedFile, FailedFile, Problem } from "./problem";

/** The findings of one run. */
export interface Report {
  /** In the order of their paths. */
  readonly files: readonly CheckedFile[];
  readonly failed: readonly FailedFile[];
  readonly version: string;
}

/** Makes a text of a report. */
export type Format = (report: Report, isColored: boolean) => string;

/** How many problems there are of each severity. */
export function countsOf(files: readonly CheckedFile[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { problems } of files) for (const { severity } of problems) counts[severity]++;
  return counts;
}

/** Whether a problem is as severe as a severity, or more. */
export function isAtLeast({ severity }: Pick<Problem, "severity">, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

/** A number of things in words. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
