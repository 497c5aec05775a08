/** The format for people: a line for each problem, and the line of the file with the place below it. */
import { printable, painter } from "../output";
import type { Paint } from "../output";
import { shownPath } from "../paths";
import type { CheckedFile, Excerpt, Problem } from "../problem";
import { SEVERITIES } from "../problem";
import { counted, countsOf } from "../report";
import type { Format, Report } from "../report";

export const textFormat: Format = (report, isColored) => {
  const paint = painter(isColored);
  const parts = report.files.flatMap(file => file.problems.map(problem => problemText(file, problem, paint)));
  return [...parts, `${summary(report, paint)}\n`].join("\n");
};

function problemText({ path }: CheckedFile, problem: Problem, paint: Paint): string {
  const { rule, severity, message, range, excerpt, related } = problem;
  const file = printable(shownPath(path));
  const line = range.start.line + 1;
  const place = paint("bold", `${file}:${line}:${range.start.character + 1}:`);
  const notes = related.map(
    each =>
      `${file}:${each.range.start.line + 1}:${each.range.start.character + 1}: note: ${printable(each.message)}`,
  );
  return [
    `${place} ${paint(severity, `${severity}:`)} ${printable(message)} ${paint("dim", `[${rule}]`)}`,
    ...excerptLines(excerpt, line, text => paint(severity, text)),
    ...notes.map(note => paint("dim", `    ${note}`)),
    "",
  ].join("\n");
}

/** The line with its number, and below it what marks the place. */
function excerptLines(excerpt: Excerpt, line: number, mark: (text: string) => string): string[] {
  const { text, start, end, isCutBefore, isCutBehind } = excerpt;
  const before = (isCutBefore ? "…" : "") + printable(text.slice(0, start));
  const at = printable(text.slice(start, end));
  const behind = printable(text.slice(end)) + (isCutBehind ? "…" : "");
  const number = String(line).padStart(6);
  // What is below a tab has to be as wide as it.
  const blank = before.replace(/[^\t]/gu, " ");
  return [
    `${number} | ${before}${at}${behind}`.trimEnd(),
    `${" ".repeat(number.length)} | ${blank}${mark("^".repeat(Math.max(1, at.length)))}`,
  ];
}

function summary({ files, failed }: Report, paint: Paint): string {
  const counts = countsOf(files);
  const found = files.reduce((sum, { problems }) => sum + problems.length, 0);
  const unread = failed.length === 0 ? "" : ` ${counted(failed.length, "file")} could not be checked.`;
  if (found === 0) return `No problems in ${counted(files.length, "file")}.${unread}`;
  const parts = SEVERITIES.filter(severity => counts[severity] > 0).map(severity =>
    paint(severity, wordsFor(severity, counts[severity])),
  );
  return `${counted(found, "problem")} in ${counted(files.filter(({ problems }) => problems.length > 0).length, "file")} of ${files.length} (${parts.join(", ")}).${unread}`;
}

function wordsFor(severity: Problem["severity"], count: number): string {
  return severity === "information" ? `${count} information` : counted(count, severity);
}
