import assert from "node:assert/strict";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../../server/src/rules/run/checkModel";
import { ONLY_AROUND } from "../../../server/src/rules/around/registry";
import { RULES } from "../../../server/src/rules/registry";
import { ERROR_RULE_IDS, OWN_RULE_IDS } from "../../../server/src/rules/ruleIds";
import type { RuleFinding } from "../../../server/src/rules/run/finding";
import { createMemory } from "../../../server/src/rules/run/memory";
import type { RuleLevel } from "../../../server/src/rules/run/ruleSettings";
import { builderRulePage } from "../../../server/src/rules/rule";
import { analyze } from "../../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import type { BuildOptions } from "../../../server/src/stages/model/buildOptions";
import { random } from "../../support/random";
import { ALL, check, findingsOf, markedRules } from "../check";
import { EXAMPLES as GENERAL_EXAMPLES } from "../examples";
import { ARGUMENT_EXAMPLES } from "../examples/arguments";
import { EPOCH_EXAMPLES } from "../examples/epoch";
import { FRONTEND_EXAMPLES } from "../examples/frontends";
import { LINT_EXAMPLES } from "../examples/lint";
import { OWN_EXAMPLES } from "../examples/own";
import { STEP_EXAMPLES } from "../examples/steps";
import { TEMPLATE_EXAMPLES } from "../examples/templates";

const EXAMPLES = {
  ...GENERAL_EXAMPLES,
  ...STEP_EXAMPLES,
  ...EPOCH_EXAMPLES,
  ...LINT_EXAMPLES,
  ...ARGUMENT_EXAMPLES,
};

function onThrow(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id} threw: ${String(error)}`);
}

describe("rules", () => {
  for (const [title, marked] of Object.entries(EXAMPLES))
    it(title, () => {
      check(marked);
    });
  for (const [title, marked] of Object.entries({
    ...OWN_EXAMPLES,
    ...FRONTEND_EXAMPLES,
    ...TEMPLATE_EXAMPLES,
  }))
    it(title, () => {
      check(marked, NO_OPTIONS, ALL);
    });

  it("says what the frontend says that the file or the build names", () => {
    const text =
      "ARG SOURCE_DATE_EPOCH=none\nFROM alpine AS Build\n# check=skip=WorkdirRelativePath\nWORKDIR a\nRUN --device=a true\n";
    const of = (syntax: string, buildArgs = new Map<string, string>()) =>
      findingsOf(`# syntax=${syntax}\n${text}`, { ...NO_OPTIONS, buildArgs }).map(
        finding => /(?<= )\w+/.exec(finding)?.[0],
      );
    const [epoch, name, path, device] = [
      "InvalidSourceDateEpoch",
      "StageNameCasing",
      "WorkdirRelativePath",
      "UnsupportedDevice",
    ];
    const old = "UnsupportedByFrontend";
    assert.deepEqual(of("docker/dockerfile:1"), [epoch, name]);
    assert.deepEqual(of("docker/dockerfile:1.27"), [epoch, name]);
    assert.deepEqual(of("docker/dockerfile:1.24"), [epoch, name, device]);
    assert.deepEqual(of("docker.io/docker/dockerfile:1.21.1"), [name, device]);
    assert.deepEqual(of(`docker/dockerfile:1.20@sha256:${"0".repeat(64)}`), [name, path, device]);
    assert.deepEqual(of("docker/dockerfile:1.20-labs"), [name, path]);
    assert.deepEqual(of("docker/dockerfile:1.13-labs"), [name, path, old]);
    assert.deepEqual(of("docker/dockerfile:1-labs"), [epoch, name]);
    assert.deepEqual(of("example.org/frontend"), []);
    const asked = new Map([["BUILDKIT_SYNTAX", "docker/dockerfile:1.7-labs"]]);
    assert.deepEqual(of("docker/dockerfile:1", asked), [name, path, old]);
  });

  it("takes the targets of the settings for what is built, and nothing else", () => {
    const text = "FROM alpine AS test\nFROM alpine AS dev\nFROM alpine\n";
    const of = (...targets: string[]) => findingsOf(text, { ...NO_OPTIONS, targets }, ALL);
    assert.deepEqual(of(), []);
    assert.deepEqual(of("Test"), ['1:0-18 UnusedStage: No target needs the stage "dev"']);
    assert.deepEqual(of("test", "dev", "no-stage"), []);
  });

  it("is silent of bases without a version until it is asked", () => {
    const text =
      "FROM alpine\nFROM alpine:latest\nFROM localhost:5000/x\nFROM alpine:3.22\nFROM alpine@sha256:" +
      "0".repeat(64) +
      "\n";
    const analysis = analyze(readDockerfile(text), NO_OPTIONS);
    const found = (levels: Record<string, RuleLevel>) =>
      checkModel(analysis, onThrow, undefined, { levels, onlyStages: false })
        .filter(({ rule }) => rule.id === "UnpinnedStageBase")
        .map(({ message, severity }) => `${severity} ${message.split(" ")[0] ?? ""}`);
    assert.deepEqual(found({}), []);
    assert.deepEqual(found({ UnpinnedStageBase: "warning" }), [
      "warning alpine",
      "warning alpine:latest",
      "warning localhost:5000/x",
    ]);
  });

  it("says that a file is empty, has no instruction, or a line that is too long", () => {
    assert.deepEqual(findingsOf(""), ["0:0-0 NoBuildStage: the Dockerfile cannot be empty"]);
    assert.deepEqual(findingsOf("\n# x\n"), ["1:0-0 NoBuildStage: file with no instructions"]);
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

  it("says where a blank line is in an instruction", () => {
    const text = "FROM scratch\nCOPY <<E \\\n\n /x\nfoo\nE\nRUN c \\\n  # x\n\n";
    const found = ["3:0-3 NoEmptyContinuation: Empty continuation line"];
    assert.deepEqual(findingsOf(text), [...found, "8:0-0 NoEmptyContinuation: Empty continuation line"]);
  });

  it("judges what a target needs, and a target that is not there", () => {
    const text = "FROM scratch AS first\nCOPY $foo .\nFROM scratch AS second\nCOPY $bar .\n";
    const of = (target: string) => findingsOf(text, { ...NO_OPTIONS, target });
    assert.deepEqual(of("First"), ["1:5-9 UndefinedVar: Usage of undefined variable '$foo'"]);
    assert.deepEqual(of("frist"), [
      '2:0-22 UnknownTarget: target stage "frist" could not be found (did you mean first?)',
    ]);
  });

  it("reads the date that a build gives before the one of the file", () => {
    const text = "ARG SOURCE_DATE_EPOCH=nosuch\nFROM scratch\n";
    const of = (date: string, contexts: string[] = []) =>
      findingsOf(text, { buildArgs: new Map([["SOURCE_DATE_EPOCH", date]]), contexts });
    const invalid = (date: string) => [`0:4-28 InvalidSourceDateEpoch: invalid SOURCE_DATE_EPOCH: ${date}`];
    assert.deepEqual(of("1704067200"), []);
    assert.deepEqual(of("9223372036854775808"), invalid("9223372036854775808"));
    assert.deepEqual(of("src"), invalid("src"));
    assert.deepEqual(of("src", ["src"]), []);
  });

  /** As BuildKit 0.34.2 says it: what a build gives in place of the arguments that every build has counts as a default, and nothing else. */
  const DEFAULTS: Record<string, readonly [given: string, isWarned: boolean][]> = {
    "FROM a:$TARGETVARIANT\n": [
      ["TARGETVARIANT=v7", false],
      ["TARGETVARIANT=", true],
      ["A=x", true],
    ],
    "ARG TARGETVARIANT=Q\nFROM a$TARGETVARIANT\n": [
      ["TARGETVARIANT=v7", true],
      ["TARGETVARIANT=", true],
    ],
    "ARG A=$TARGETVARIANT\nFROM a:$A\n": [
      ["TARGETVARIANT=v7", false],
      ["A=x", true],
    ],
    "FROM a-$TARGETSTAGE:1\n": [["TARGETSTAGE=", true]],
    "FROM a$TARGETOS\n": [["TARGETOS=Q", true]],
  };
  for (const [text, builds] of Object.entries(DEFAULTS))
    it(`judges the defaults of ${JSON.stringify(text)} as a build has them`, () => {
      for (const [given, isWarned] of builds) {
        const found = findingsOf(text, { ...NO_OPTIONS, buildArgs: new Map([assignment(given)]) });
        assert.equal(/InvalidDefaultArgInFrom/.test(found.join()), isWarned, given);
      }
    });

  it("takes what a build says of checks in place of what the file says", () => {
    const buildArgs = new Map([["BUILDKIT_DOCKERFILE_CHECK", "skip=all"]]);
    const text = "# check=error=true\nFROM scratch as base\n";
    assert.deepEqual(findingsOf(text, { ...NO_OPTIONS, buildArgs }), []);
    assert.equal(findingsOf(text).length, 1);
    const wide = new Map([
      ["BUILDKIT_DOCKERFILE_CHECK", "skip=DuplicateStageName, FromAsCasing; error=true"],
    ]);
    assert.deepEqual(
      findingsOf("# check=nonsense\nFROM scratch as a\n", { ...NO_OPTIONS, buildArgs: wide }),
      [],
    );
  });

  it("has an example for every rule", () => {
    const shown = new Set([
      ...Object.values({ ...EXAMPLES, ...OWN_EXAMPLES, ...FRONTEND_EXAMPLES, ...TEMPLATE_EXAMPLES }).flatMap(
        markedRules,
      ),
      "CopyIgnoredFile",
      "InstructionOrder",
      "MissingNamedContext",
      "UndeclaredBuildArgument",
      "SourceNotInContext",
      "LineTooLong",
      "NoEmptyContinuation",
      "UnknownTarget",
      "UnpinnedStageBase",
      ...ONLY_AROUND.map(({ id }) => id),
    ]);
    assert.deepEqual(
      RULES.map(({ id }) => id).filter(id => !shown.has(id)),
      [],
    );
  });

  it("has ids that are unique and in PascalCase", () => {
    const ids = RULES.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, /^([A-Z]+[a-z]+)+$/);
  });

  it("have their ids in the list that rules can read", () => {
    const ids = (wanted: string) => RULES.filter(({ origin }) => origin === wanted).map(({ id }) => id);
    assert.deepEqual([...OWN_RULE_IDS], ids("own").sort());
    assert.deepEqual([...ERROR_RULE_IDS], ids("error").sort());
  });

  it("makes warnings errors where the file says that they fail the build", () => {
    const analysis = analyze(readDockerfile("# check=error=true\nFROM alpine AS Build\n"), NO_OPTIONS);
    assert.deepEqual(
      checkModel(analysis, onThrow).map(({ rule, severity }) => [rule.id, severity]),
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

  it("forgets what it has learned where the settings or the directive change", () => {
    const text = "FROM alpine AS one\nFOO\nSTOPSIGNAL WAIT\n";
    const memory = createMemory();
    const found = (levels: Record<string, RuleLevel>, directive = "") => {
      const analysis = analyze(readDockerfile(directive + text), NO_OPTIONS);
      return checkModel(analysis, onThrow, memory, { levels, onlyStages: false }).map(({ rule }) => rule.id);
    };
    assert.deepEqual(found({ UnknownInstruction: "off", InvalidSignal: "off" }), []);
    assert.deepEqual(found({}), ["UnknownInstruction", "InvalidSignal"]);
    assert.deepEqual(found({ UnknownInstruction: "hint" }, "# check=skip=all\n"), [
      "UnknownInstruction",
      "InvalidSignal",
    ]);
  });

  it("says of edited files what it says of new ones, whatever bases leave to their stages", () => {
    const { below, pick } = random(3);
    const lines = [
      "FROM scratch AS a",
      "FROM a AS b",
      "FROM b",
      "FROM alpine AS a",
      "ENV P=80",
      "ENV P=x",
      "ARG P",
      "EXPOSE $P",
      "WORKDIR /src",
      "RUN --mount=target=. true",
      "ONBUILD EXPOSE $P",
      "STOPSIGNAL WAIT",
    ];
    const memory = createMemory();
    let text = "FROM scratch\n";
    let file = readDockerfile(text);
    let analysis = analyze(file, NO_OPTIONS);
    for (let i = 0; i < 600; i++) {
      const parts = text.split("\n");
      const at = below(parts.length);
      if (parts.length > 14 || below(3) === 0) parts.splice(at, 1);
      else parts.splice(at, 0, pick(lines));
      text = parts.join("\n");
      file = readDockerfile(text, file);
      analysis = analyze(file, NO_OPTIONS, analysis);
      const inWords = (found: RuleFinding[]) => found.map(({ rule, span }) => `${rule.id} ${span.start}`);
      const fresh = analyze(readDockerfile(text), NO_OPTIONS);
      assert.deepEqual(
        inWords(checkModel(analysis, onThrow, memory)),
        inWords(checkModel(fresh, onThrow)),
        text,
      );
    }
  });

  it("loses only the rule that throws, and says so", () => {
    const analysis = analyze(readDockerfile("FROM a AS X\nFROM x AS X\n"), NO_OPTIONS);
    let reads = 0;
    const model = new Proxy(analysis.model, {
      get: (target, key, receiver) => {
        // The first two are no rule's: whether the memory of the version before still holds, and whether values are too long.
        if (key === "scope" && reads++ > 1) throw new Error("no scope");
        return Reflect.get(target, key, receiver) as unknown;
      },
    });
    const broken = { ...analysis, model };
    const thrown: string[] = [];
    const found = checkModel(broken, rule => thrown.push(rule.id)).map(({ rule }) => rule.id);
    assert.ok(thrown.includes("UndefinedArgInFrom"));
    assert.deepEqual([...new Set(found)].sort(), [
      "DuplicateStageName",
      "IncompleteCheck",
      "StageNameCasing",
    ]);
  });

  it("knows the builder's page of a rule", () => {
    const page = "https://docs.docker.com/go/dockerfile/rule";
    assert.equal(builderRulePage("FromAsCasing"), `${page}/from-as-casing/`);
    assert.equal(builderRulePage("JSONArgsRecommended"), `${page}/json-args-recommended/`);
  });
});

function assignment(text: string): [name: string, value: string] {
  const [name = "", value = ""] = text.split("=");
  return [name, value];
}
