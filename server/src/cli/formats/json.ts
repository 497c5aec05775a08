/** The format for programs: everything that is known of each problem. Lines and columns begin at 1; columns count UTF-16 units. */
import { shownPath } from "../paths";
import type { Problem } from "../problem";
import { countsOf } from "../report";
import type { Format } from "../report";

/** A file is described by one object, so that its problems can be read without those of others. */
export const jsonFormat: Format = report => {
  const { files, failed } = report;
  const answer = {
    version: 1,
    files: files.map(({ path, problems }) => ({
      path: shownPath(path),
      problems: problems.map(problemData),
    })),
    failed: failed.map(({ path, failure }) => ({ path: shownPath(path), message: failure })),
    counts: countsOf(files),
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
};

function problemData({ rule, severity, message, range, related, page }: Problem): object {
  return {
    rule,
    severity,
    message,
    ...placeData(range),
    related: related.map(each => ({ message: each.message, ...placeData(each.range) })),
    page,
  };
}

function placeData({ start, end }: Problem["range"]): object {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
