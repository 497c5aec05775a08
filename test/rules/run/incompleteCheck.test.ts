import assert from "node:assert/strict";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { incompleteCheck } from "../../../server/src/rules/run/incompleteCheck";
import { checkModel } from "../../../server/src/rules/run/checkModel";
import { createMemory } from "../../../server/src/rules/run/memory";
import { RULES } from "../../../server/src/rules/registry";
import { analyze } from "../../../server/src/stages/analysis/analyze";
import { readIgnoreFile } from "../../../server/src/shared/ignorePatterns";
import { MOST_TRIGGERED } from "../../../server/src/stages/model/model";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";

const FILE = "FROM alpine\nCOPY a b\n";
const HUGE = readIgnoreFile(Array.from({ length: 10_000 }, (_, i) => `x${i}*\n`).join(""));

function messages(analysis: ReturnType<typeof analyze>, memory = createMemory()) {
  return checkModel(analysis, () => undefined, memory)
    .filter(({ rule }) => rule === incompleteCheck)
    .map(({ message, span }) => [message, span.start, span.end]);
}

describe("a check that is not complete", () => {
  it("says in the first line what a file is too large for, again for each version", () => {
    const options = { ...NO_OPTIONS, ignoreFile: HUGE };
    const memory = createMemory();
    const file = readDockerfile(FILE);
    const first = analyze(file, options);
    const said = [["This file is too large for CopyIgnoredFile to check all of it", 0, 11]];
    assert.deepEqual(messages(first, memory), said);
    const second = analyze(readDockerfile(`${FILE}RUN true\n`, file), options, first);
    assert.deepEqual(messages(second, memory), said);
  });

  it("says which ONBUILD lines it leaves out in the stages that trigger them", () => {
    const file = (triggers: number, base: string) =>
      readDockerfile(`FROM alpine AS a\n${"ONBUILD RUN true\n".repeat(triggers)}FROM ${base}\n`);
    const said = (triggers: number, base = "a") => messages(analyze(file(triggers, base), NO_OPTIONS));
    const message = `Only the first ${MOST_TRIGGERED} ONBUILD instructions of a stage are checked in stages based on it`;
    assert.deepEqual(said(MOST_TRIGGERED), []);
    assert.deepEqual(said(MOST_TRIGGERED + 1), [[message, 0, 16]]);
    assert.deepEqual(said(MOST_TRIGGERED + 1, "alpine"), []);
  });

  it("says that a circle is longer than what is marked of it", () => {
    const circle = (stages: number) =>
      readDockerfile(
        Array.from(
          { length: stages },
          (_, i) => `FROM alpine AS s${i}\nCOPY --from=s${(i + 1) % stages} /a /b\n`,
        ).join(""),
      );
    const said = (stages: number) =>
      messages(analyze(circle(stages), NO_OPTIONS)).map(([message]) => message);
    assert.deepEqual(said(100), []);
    assert.deepEqual(said(101), ["This file is too large for CircularStageDependency to check all of it"]);
  });

  it("says that values are too long to be worked out, and finds nothing wrong with what depends on them", () => {
    const doubled = (keyword: string) =>
      Array.from({ length: 12 }, (_, i) => `${keyword} A${i + 1}=$A${i}$A${i}\n`).join("");
    const ten = "A0=xxxxxxxxxx\n";
    const files: [string, boolean][] = [
      [`ARG ${ten}${doubled("ARG")}FROM $A12\n`, true],
      [`ARG ${ten}${doubled("ARG")}FROM alpine\n`, true],
      [`ARG A=${"x".repeat(4096)}\nFROM \${A#x}$A$A$A\n`, true],
      [`ARG A=${"x".repeat(4096)}\nFROM alpine:\${A/${"x*".repeat(50)}/}\n`, true],
      [`FROM scratch\nENV ${ten}${doubled("ENV")}COPY a $A12/\nSTOPSIGNAL $A12\nUSER $A12\n`, true],
      [`FROM scratch\n${`WORKDIR ${"x".repeat(200)}\n`.repeat(40)}COPY a b\n`, true],
      [`ARG A=${"x".repeat(60)}\nFROM $A$A\nENV A=$A$A\nWORKDIR /$A\n`, false],
    ];
    const message =
      "Some values of this file are too long to be worked out: what depends on them is not checked";
    for (const [text, isSaid] of files) {
      const memory = createMemory();
      const file = readDockerfile(text);
      const analysis = analyze(file, NO_OPTIONS);
      const found = checkModel(analysis, () => undefined, memory);
      assert.deepEqual(
        found.filter(({ severity }) => severity === "error").map(({ message: said }) => said),
        [],
        text,
      );
      const said = (messagesNow: unknown[][]) => messagesNow.map(([first]) => first);
      assert.deepEqual(said(messages(analysis)), isSaid ? [message] : [], text);
      const next = analyze(readDockerfile(`${text}RUN true\n`, file), NO_OPTIONS, analysis);
      assert.deepEqual(said(messages(next, memory)), isSaid ? [message] : [], text);
    }
  });

  it("names the rules that failed", () => {
    const [rule] = RULES.filter(({ id }) => id === "UnusedStage");
    assert.ok(rule);
    const check = rule.check;
    const failing = rule as { check?: unknown };
    failing.check = () => {
      throw new Error("a mistake");
    };
    try {
      assert.deepEqual(messages(analyze(readDockerfile(FILE), NO_OPTIONS)), [
        ["UnusedStage failed on this file, and the log says why", 0, 11],
      ]);
    } finally {
      failing.check = check;
    }
  });

  it("is silent where everything is checked", () => {
    assert.deepEqual(messages(analyze(readDockerfile(FILE), NO_OPTIONS)), []);
  });
});
