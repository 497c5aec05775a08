/** The format of JUnit: each file is a suite, and each problem a test that failed. */
import { shownPath } from "../paths";
import type { CheckedFile } from "../problem";
import { counted } from "../report";
import type { Format } from "../report";
import { element, textElement, xmlDocument } from "./xml";

export const junitFormat: Format = ({ files, failed }) => {
  const problems = files.reduce((sum, file) => sum + file.problems.length, 0);
  const suites = [
    ...files.map(suiteOf),
    ...failed.map(({ path, failure }) =>
      element("testsuite", { name: shownPath(path), tests: 1, failures: 0, errors: 1 }, [
        element("testcase", { name: "check", classname: shownPath(path) }, [
          element("error", { type: "NotChecked", message: failure }),
        ]),
      ]),
    ),
  ];
  const tests = files.reduce((sum, file) => sum + Math.max(1, file.problems.length), failed.length);
  return xmlDocument(
    element(
      "testsuites",
      { name: "dockerfile-stages", tests, failures: problems, errors: failed.length },
      suites,
    ),
  );
};

function suiteOf({ path, problems }: CheckedFile): string {
  const file = shownPath(path);
  const tests = Math.max(1, problems.length);
  const cases = problems.map(({ rule, severity, message, range: { start } }) =>
    element("testcase", { name: `${rule} (${start.line + 1}:${start.character + 1})`, classname: file }, [
      textElement(
        "failure",
        { type: severity, message },
        `${file}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} [${rule}]`,
      ),
    ]),
  );
  const passed = [element("testcase", { name: counted(0, "problem"), classname: file })];
  return element(
    "testsuite",
    { name: file, tests, failures: problems.length, errors: 0 },
    cases.length > 0 ? cases : passed,
  );
}
