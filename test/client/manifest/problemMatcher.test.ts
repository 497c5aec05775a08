import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { engineCases } from "../engineOutput/cases";

const ROOT = path.resolve(__dirname, "../../..");

interface Pattern {
  regexp: string;
  file?: number;
  line?: number;
  message?: number;
}

const { contributes } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  contributes: {
    problemPatterns: { name: string; patterns: Pattern[] }[];
    problemMatchers: { name: string; pattern: string }[];
  };
};
const recorded = JSON.parse(
  readFileSync(path.join(__dirname, "../engineOutput/buildx.json"), "utf8"),
) as Record<string, { err: string[] }>;

describe("the problem matcher of a plain terminal", () => {
  const [matcher] = contributes.problemMatchers;
  const [{ name, patterns } = { name: "", patterns: [] }] = contributes.problemPatterns;

  it("is called as the documentation says", () => {
    assert.equal(matcher?.name, "dockerfile-stages");
    assert.equal(matcher.pattern, `$${name}`);
  });

  /** A build whose error has no place, or that ends well, marks nothing. */
  for (const [id, { err }] of Object.entries(recorded)) {
    const blamed = engineCases[id]?.blamed ?? [];
    const shows = err.includes("--------------------");
    it(`finds ${shows ? "the place of" : "nothing in"} ${id}`, () => {
      const problems = match(patterns, err);
      if (!shows) {
        assert.deepEqual(problems, []);
        return;
      }
      assert.equal(problems.length, err.filter(line => line === "--------------------").length / 2);
      for (const { file, line, message } of problems) {
        assert.equal(file, "Dockerfile");
        assert.ok(
          blamed.some(([first, last]) => Number(line) >= first && Number(line) <= last),
          `line ${line}`,
        );
        assert.notEqual(message.trim(), "");
        assert.doesNotMatch(message, /undefined|^ *\d+ \|/m);
      }
    });
  }

  it("shows what the line says", () => {
    const [problem] = match(patterns, recorded["onlyStage"]?.err ?? []);
    assert.deepEqual(problem, { file: "Dockerfile", line: "2", message: "RUN false" });
    const lines = ["api.Dockerfile:1", "-".repeat(20), "   1 | >>> FRM x", "-".repeat(20), "ERROR: failed"];
    assert.deepEqual(match(patterns, lines), [{ file: "api.Dockerfile", line: "1", message: "FRM x" }]);
  });
});

/** As VS Code does it: all patterns on neighbouring lines; the first message that is there grows by all that follow. */
function match(patterns: readonly Pattern[], lines: readonly string[]) {
  return lines.flatMap((_, start) => {
    const problem: { file?: string | undefined; line?: string | undefined; message?: string | undefined } =
      {};
    for (const [i, pattern] of patterns.entries()) {
      const text = lines[start + i]?.replace(/\r$/, "");
      const found = text === undefined ? null : new RegExp(pattern.regexp).exec(text);
      if (found === null) return [];
      if (pattern.file !== undefined) problem.file = found[pattern.file];
      if (pattern.line !== undefined) problem.line = found[pattern.line];
      if (pattern.message === undefined) continue;
      const more = found[pattern.message];
      problem.message = problem.message === undefined ? more : `${problem.message}\n${String(more)}`;
    }
    return [{ ...problem, message: problem.message?.trim() ?? "" }];
  });
}
