import { strict as assert } from "node:assert";
import type { Diagnostic } from "vscode";
import { DiagnosticSeverity, languages, Range } from "vscode";
import { eventually } from "../eventually";
import { openMarked, type MarkedFile } from "./markedFile";

interface Finding {
  text: string;
  line: number;
  severity: "error" | "warning";
  message: RegExp;
}

/** What the builder refuses or warns of, in its own words. */
const FINDINGS: Record<string, Finding> = {
  "a FROM with two operands": {
    text: "FROM alpine build\n",
    line: 0,
    severity: "error",
    message: /FROM requires either one or three arguments/,
  },
  "a name that starts with a digit": {
    text: "FROM alpine AS 1x\n",
    line: 0,
    severity: "error",
    message: /invalid name for build stage: "1x", name can't start with a number or contain symbols/,
  },
  "an index without a stage": {
    text: "FROM alpine\nFROM scratch\nCOPY --from=5 /a /b\n",
    line: 2,
    severity: "error",
    message: /invalid stage index 5/,
  },
  "a copy from a later stage": {
    text: "FROM scratch AS a\nCOPY --from=b /a /b\nFROM a AS c\nFROM alpine AS b\nFROM c\n",
    line: 1,
    severity: "error",
    message: /cannot copy from stage "b", it needs to be defined before current stage "a"/,
  },
  "a circle": {
    text: "FROM alpine AS a\nCOPY --from=b /a /b\nFROM alpine AS b\nCOPY --from=a /a /b\n",
    line: 1,
    severity: "error",
    message: /circular dependency detected on stage: a/,
  },
  "a variable in --from": {
    text: "ARG X=a\nFROM alpine AS a\nFROM scratch\nCOPY --from=$X /a /b\n",
    line: 3,
    severity: "error",
    message: /variable expansion is not supported for --from/,
  },
  "a blank base": {
    text: "ARG BASE=\nFROM alpine AS a\nFROM ${NOTHING}\n",
    line: 2,
    severity: "error",
    message: /base name \(\$\{NOTHING\}\) should not be blank/,
  },
  "a name twice": {
    text: "FROM alpine AS a\nFROM alpine AS a\n",
    line: 1,
    severity: "warning",
    message: /Duplicate stage name "a", stage names should be unique/,
  },
  "a reserved name": {
    text: "FROM alpine AS scratch\nRUN true\n",
    line: 0,
    severity: "warning",
    message: /Stage name should not use the same name as reserved stage "scratch"/,
  },
  "a name in upper case": {
    text: "FROM alpine AS Build\nRUN true\n",
    line: 0,
    severity: "warning",
    message: /Stage name 'Build' should be lowercase/,
  },
  "AS in another case than FROM": {
    text: "FROM alpine as build\nRUN true\n",
    line: 0,
    severity: "warning",
    message: /'as' and 'FROM' keywords' casing do not match/,
  },
};

describe("diagnostics", () => {
  for (const [title, finding] of Object.entries(FINDINGS)) {
    it(`tell of ${title}, and go when it is repaired`, async () => {
      const file = await openMarked(finding.text);
      await eventually(
        `a finding ${String(finding.message)}`,
        () => shown(file),
        diagnostics => diagnostics.some(diagnostic => fits(diagnostic, finding)),
      );
      await replaceAll(file, "FROM alpine AS base\nFROM scratch\nCOPY --from=base /a /b\n");
      await eventually(
        "no finding",
        () => shown(file),
        diagnostics => diagnostics.length === 0,
      );
    });
  }

  it("are silent on a good file, and come with the mistake", async () => {
    const file = await openMarked(
      "ARG V=3.20\nFROM alpine:$V AS a\nFROM scratch\nCOPY --from=a /x /y\nCOPY --from=nginx /x /z\n",
    );
    await replaceAll(file, `${file.document.getText()}COPY --from=7 /x /y\n`);
    const diagnostics = await eventually(
      "a finding",
      () => shown(file),
      found => found.length > 0,
    );
    assert.deepEqual(
      diagnostics.map(({ message, range }) => [message, range.start.line]),
      [
        [
          "invalid stage index 7. Use the name of a stage above this one. A name stays correct when you add stages.",
          5,
        ],
      ],
    );
  });

  it("hold an ARG that wants its value from the command line for no error", async () => {
    const file = await openMarked("ARG BASE\nFROM $BASE AS a\nFROM a AS a\n");
    const diagnostics = await eventually(
      "the finding in the last line",
      () => shown(file),
      found => found.some(({ range }) => range.start.line === 2),
    );
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === DiagnosticSeverity.Error),
      [],
    );
  });

  it("have a code that names the rule", async () => {
    const file = await openMarked("FROM alpine AS a\nFROM alpine AS a\n");
    const [diagnostic] = await eventually(
      "a finding",
      () => shown(file),
      found => found.length === 1,
    );
    const code = diagnostic?.code;
    assert.equal(typeof code === "object" ? code.value : code, "DuplicateStageName");
  });
});

/** What VS Code shows for a file, errors and warnings; hints and information are another matter. */
function shown(file: MarkedFile): Diagnostic[] {
  return languages.getDiagnostics(file.uri).filter(({ severity }) => severity <= DiagnosticSeverity.Warning);
}

function fits(diagnostic: Diagnostic, { line, severity, message }: Finding): boolean {
  const expected = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  return (
    diagnostic.range.start.line === line &&
    diagnostic.severity === expected &&
    message.test(diagnostic.message)
  );
}

async function replaceAll(file: MarkedFile, text: string): Promise<void> {
  const { document, editor } = file;
  const all = new Range(document.positionAt(0), document.positionAt(document.getText().length));
  assert.ok(
    await editor.edit(builder => {
      builder.replace(all, text);
    }),
  );
}
