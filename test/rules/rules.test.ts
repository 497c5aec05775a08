import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { RULES, checkModel } from "../../server/src/rules/index";
import { builderRulePage } from "../../server/src/rules/rule";
import { NO_OPTIONS, readStages } from "../../server/src/stages/model";
import type { BuildOptions } from "../../server/src/stages/model";
import { check, findingsOf, markedRules } from "./check";
import { EXAMPLES as GENERAL_EXAMPLES } from "./examples";
import { STEP_EXAMPLES } from "./examples/steps";

const EXAMPLES = { ...GENERAL_EXAMPLES, ...STEP_EXAMPLES };

function onThrow(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id} threw: ${String(error)}`);
}

describe("rules", () => {
  for (const [title, marked] of Object.entries(EXAMPLES))
    it(title, () => {
      check(marked);
    });

  it("says that a file is empty, has no instruction, or a line that is too long", () => {
    assert.deepEqual(findingsOf(""), ["0:0-0 NoBuildStage: the Dockerfile cannot be empty"]);
    assert.deepEqual(findingsOf("\n# x\n"), ["0:0-0 NoBuildStage: file with no instructions"]);
    const long = `FROM alpine\nRUN ${"x".repeat(65_532)}\n`;
    assert.deepEqual(findingsOf(long), [
      "1:0-65536 LineTooLong: dockerfile line greater than max allowed size of 65535",
    ]);
    assert.deepEqual(findingsOf(long.replace("x", "")), [], "65535 bytes are read");
    assert.equal(
      findingsOf(`FROM alpine\nRUN ${"ö".repeat(32_766)}\n`).length,
      1,
      "bytes count, not characters",
    );
  });

  it("has an example for every rule", () => {
    const shown = new Set([...Object.values(EXAMPLES).flatMap(markedRules), "LineTooLong"]);
    assert.deepEqual(
      RULES.map(({ id }) => id).filter(id => !shown.has(id)),
      [],
    );
  });

  it("has ids that are unique and in PascalCase", () => {
    const ids = RULES.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^([A-Z][a-z]+)+$/);
  });

  it("makes warnings errors where the file says that they fail the build", () => {
    const model = readStages(readDockerfile("# check=error=true\nFROM alpine AS Build\n"), NO_OPTIONS);
    assert.deepEqual(
      checkModel(model, onThrow).map(({ rule, severity }) => [rule.id, severity]),
      [["StageNameCasing", "error"]],
    );
  });

  it("leaves out a stage that a named context replaces", () => {
    const text = "FROM alpine AS one\nCOPY --from=late /a /b\nFROM alpine AS late\n";
    const replaced = { buildArgs: new Map(), contexts: ["late"] };
    const forward = (options?: BuildOptions) =>
      findingsOf(text, options).filter(finding => finding.includes("ForwardStageReference")).length;
    assert.equal(forward(), 1);
    assert.equal(forward(replaced), 0, "it is there before the first stage is built");
  });

  it("loses only the rule that throws", () => {
    const model = readStages(readDockerfile("FROM a AS X\nFROM a AS X\n"), NO_OPTIONS);
    const broken = new Proxy(model, {
      get: (target, key, receiver) => {
        if (key === "scope") throw new Error("no scope");
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    const thrown: string[] = [];
    const found = checkModel(broken, rule => thrown.push(rule.id)).map(({ rule }) => rule.id);
    assert.ok(thrown.includes("UndefinedArgInFrom"));
    assert.deepEqual([...new Set(found)], ["DuplicateStageName", "StageNameCasing"]);
  });

  it("knows the builder's page of a rule", () => {
    const page = "https://docs.docker.com/go/dockerfile/rule";
    assert.equal(builderRulePage("FromAsCasing"), `${page}/from-as-casing/`);
    assert.equal(builderRulePage("JSONArgsRecommended"), `${page}/json-args-recommended/`);
  });
});
