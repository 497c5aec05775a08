/** The format of GitLab's code quality reports. */
import { shownPath } from "../paths";
import type { Severity } from "../../rules/rule";
import { fingerprintsOf, hash } from "../fingerprint";
import type { Format } from "../report";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "critical",
  warning: "major",
  information: "minor",
  hint: "info",
};

export const gitlabFormat: Format = ({ files, failed }) => {
  const issues = files.flatMap(file => {
    const path = shownPath(file.path);
    const fingerprints = fingerprintsOf(file, path);
    return file.problems.map(({ rule, severity, message, range }, index) => ({
      description: message,
      check_name: rule,
      fingerprint: fingerprints[index],
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: range.start.line + 1, end: range.end.line + 1 } },
    }));
  });
  const unread = failed.map(({ path, failure }) => ({
    description: failure,
    check_name: "NotChecked",
    fingerprint: hash(`${shownPath(path)}\nNotChecked`),
    severity: "blocker",
    location: { path: shownPath(path), lines: { begin: 1, end: 1 } },
  }));
  return `${JSON.stringify([...issues, ...unread], null, 2)}\n`;
};
