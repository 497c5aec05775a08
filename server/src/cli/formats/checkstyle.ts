/** The format of Checkstyle, which many CI systems read. */
import { shownPath } from "../paths";
import type { Severity } from "../../rules/rule";
import type { Format } from "../report";
import { element, xmlDocument } from "./xml";

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "info",
};

export const checkstyleFormat: Format = ({ files, failed }) => {
  const checked = files.map(({ path, problems }) =>
    element(
      "file",
      { name: shownPath(path) },
      problems.map(({ rule, severity, message, range: { start } }) =>
        element("error", {
          line: start.line + 1,
          column: start.character + 1,
          severity: SEVERITIES[severity],
          message,
          source: `dockerfile-stages.${rule}`,
        }),
      ),
    ),
  );
  const unread = failed.map(({ path, failure }) =>
    element("file", { name: shownPath(path) }, [
      element("error", {
        line: 1,
        severity: "error",
        message: failure,
        source: "dockerfile-stages.NotChecked",
      }),
    ]),
  );
  return xmlDocument(element("checkstyle", { version: "4.3" }, [...checked, ...unread]));
};
