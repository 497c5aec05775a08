import assert from "node:assert/strict";
import { readDirectives } from "../../server/src/dockerfile/directives";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { marked } from "../support/marked";

/** The directives that a text begins with, as `name=value`. */
function directives(text: string): string[] {
  return readDockerfile(text).directives.map(({ name, value }) => `${name}=${value}`);
}

describe("dockerfile: parser directives", () => {
  const TABLE: Record<string, [text: string, ...directives: string[]]> = {
    none: ["FROM a\n"],
    "each of the three": [
      "# syntax=docker/dockerfile:1\n# escape=`\n# check=skip=all\nFROM a\n",
      "syntax=docker/dockerfile:1",
      "escape=`",
      "check=skip=all",
    ],
    "in any case, with white space around the parts": ["#\tESCAPE \t=\t ` \t\n", "escape=`"],
    "without any white space": ["#escape=`\n", "escape=`"],
    "at the end of the file": ["# escape=`", "escape=`"],
    "with CRLF": ["# syntax=a\r\n# escape=`\r\n", "syntax=a", "escape=`"],
    "behind a BOM": ["\uFEFF# escape=`\n", "escape=`"],
    indented: [" \t# escape=`\n", "escape=`"],
    "with = in the value": ["# check=skip=A;error=true\n", "check=skip=A;error=true"],
    "behind a comment": ["# a comment\n# escape=`\n"],
    "behind a blank line": ["\n# escape=`\n"],
    "behind an instruction": ["FROM a\n# escape=`\n"],
    "behind one that is not known": ["# else=1\n# escape=`\n"],
    "behind a shebang": ["#!/bin/sh\n# escape=`\n"],
    "without a value": ["# escape=\n# syntax=a\n"],
    "without =": ["# escape\n# syntax=a\n"],
    "with two hashes": ["## escape=`\n"],
    "with a space in the name": ["# es cape=`\n"],
  };
  for (const [title, [text, ...expected]] of Object.entries(TABLE))
    it(title, () => {
      assert.deepEqual(directives(text), expected);
    });

  it("have places", () => {
    const { text, spans } = marked("  # check = «value:skip=all ;x» \n");
    const [directive] = readDockerfile(text).directives;
    assert.deepEqual(directive?.span, { start: 2, end: text.length - 1 });
    assert.deepEqual(directive.valueSpan, spans.get("value"));
  });

  it("for the linter are found by a reader of its own: behind a shebang, but not where they are indented", () => {
    const found = (text: string) => readDirectives(text).check?.value ?? null;
    assert.equal(found("# escape=`\n# check=skip=all\n"), "skip=all");
    assert.equal(found("\uFEFF# check=skip=all\n"), "skip=all");
    assert.equal(found("#!/bin/sh\n# check=skip=all\n"), "skip=all");
    assert.equal(found("# escape=`\n # check=skip=all\n"), null);
    assert.equal(found("\uFEFF # check=skip=all\n"), null);
    assert.equal(found("# a comment\n# check=skip=all\n"), null);
    assert.equal(found("FROM a\n# check=skip=all\n"), null);
    assert.equal(found(""), null);
  });

  it("stand once each", () => {
    const problem = (text: string) => readDockerfile(text).directiveProblem;
    const { text, spans } = marked("# escape=`\n«twice:# ESCAPE=`»\nFROM a\n");
    assert.deepEqual(problem(text), {
      message: "only one escape parser directive can be used",
      span: spans.get("twice"),
    });
    assert.equal(problem("# check=a\n# check=a\n")?.message, "only one check parser directive can be used");
    assert.equal(problem("# syntax=a\n# escape=`\n"), null);
    assert.equal(problem("# syntax=a\n# c\n# syntax=a\n"), null);
  });

  it("escape with \\ or `", () => {
    const reading = (text: string) => {
      const { escape, directiveProblem } = readDockerfile(text);
      return [escape, directiveProblem?.message];
    };
    assert.deepEqual(reading("FROM a\n"), ["\\", undefined]);
    assert.deepEqual(reading("# escape=\\\n"), ["\\", undefined]);
    assert.deepEqual(reading("# escape=`\n"), ["`", undefined]);
    for (const wrong of ["x", "``", "\\\\", "` # c", "'`'"])
      assert.deepEqual(reading(`# escape=${wrong}\n`), [
        "\\",
        `invalid escape token '${wrong}' does not match \` or \\`,
      ]);
    const { text, spans } = marked("# escape = «value:xy» \n");
    assert.deepEqual(readDockerfile(text).directiveProblem?.span, spans.get("value"));
  });
});
