/** The format of GitHub Actions: a command for each problem, which shows it beside the line in a pull request. */
import { shownPath } from "../paths";
import type { Problem } from "../problem";
import type { Severity } from "../../rules/rule";
import type { Format } from "../report";

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "notice",
  hint: "notice",
};

export const githubFormat: Format = ({ files, failed }) => {
  const lines = [
    ...files.flatMap(({ path, problems }) => problems.map(problem => problemCommand(path, problem))),
    ...failed.map(
      ({ path, failure }) => `::error file=${property(shownPath(path))},title=Not checked::${data(failure)}`,
    ),
  ];
  return lines.map(line => `${line}\n`).join("");
};

function problemCommand(path: string, { rule, severity, message, range }: Problem): string {
  const { start, end } = range;
  const properties = {
    file: shownPath(path),
    line: start.line + 1,
    endLine: end.line + 1,
    // GitHub takes columns only of places within a line.
    ...(start.line === end.line ? { col: start.character + 1, endColumn: end.character + 1 } : {}),
    title: rule,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${COMMANDS[severity]} ${written.join(",")}::${data(message)}`;
}

/** The value of a property: GitHub's toolkit writes it so. */
function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
