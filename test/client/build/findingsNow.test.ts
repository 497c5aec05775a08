import { strict as assert } from "node:assert";
import { findingsNow } from "../../../client/src/build/findings/findingsNow";
import { createTextVersions } from "../../../client/src/snapshot/textVersions";
import { editorDocument, type EditorDocument } from "../editorDocument";

const TEXT = "FROM a\nRUN one \\\n  two\nRUN three\n";

function finding(first: number, last: number) {
  return { rule: "R", message: "m", url: undefined, lines: { first, last }, isError: false };
}

/** The lines of findings after edits; the last text may be another one, as where a file was closed and opened again. */
function linesAfter(
  edits: [at: string, inserted: string][],
  opened?: string,
): ({ first: number; last: number } | undefined)[] {
  const document = editorDocument(TEXT);
  const versions = createTextVersions<EditorDocument>();
  document.onChange(changes => {
    versions.changed(document, changes);
  });
  const at = versions.of(document);
  for (const [where, text] of edits) {
    const start = document.getText().indexOf(where);
    document.edit({ start, end: start, text });
  }
  const now = (opened ?? document.getText()).split("\n");
  const findings = [finding(2, 3), finding(4, 4), { ...finding(0, 0), lines: undefined }];
  return findingsNow(findings, { lines: TEXT.split("\n"), at }, now).map(({ lines }) => lines);
}

describe("what the builder found, in a file that is edited", () => {
  const cases: [what: string, lines: unknown[], ...given: Parameters<typeof linesAfter>][] = [
    ["stays where nobody typed", [{ first: 2, last: 3 }, { first: 4, last: 4 }, undefined], []],
    [
      "moves with lines above it",
      [{ first: 4, last: 5 }, { first: 7, last: 7 }, undefined],
      [
        ["FROM", "# x\n# y\n"],
        ["RUN three", "\n"],
      ],
    ],
    ["goes with an edit of its lines", [{ first: 4, last: 4 }, undefined], [["two", "x"]]],
    ["is gone where another text stands at its lines", [undefined], [], "FROM a\nRUN 1\n\nRUN 3\n"],
    ["is gone where there are fewer lines", [undefined], [], "FROM a"],
  ];
  for (const [what, lines, edits, opened] of cases)
    it(what, () => {
      assert.deepEqual(linesAfter(edits, opened), lines);
    });
});
