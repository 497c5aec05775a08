import assert from "node:assert/strict";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { RULES } from "../../../server/src/rules/registry";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import { readStages } from "../../../server/src/stages/model/model";
import { withoutSyntax } from "./ask";
import type { BuilderSays, Warned } from "./ask";
import { compare } from "./compare";
import { imageName } from "./images";
import { meantBecause } from "./meant";
import type { Said } from "./ours";

const modelOf = (text: string) => readStages(readDockerfile(text), NO_OPTIONS);

function said(id: string, text: string, at: string, message = id): Said {
  const rule = RULES.find(one => one.id === id);
  assert.ok(rule, id);
  const start = text.indexOf(at);
  const lines = [text.slice(0, start).split("\n").length];
  return { rule, isError: rule.severity === "error", message, start, lines };
}

const accepts = (...warnings: Warned[]): BuilderSays => ({ error: null, warnings });
const refuses = (message: string, ...lines: number[]): BuilderSays => ({
  error: { message, lines },
  warnings: [],
});

describe("oracle: how two answers differ", () => {
  const text = "FROM scratch AS A\nCOPY --from=9 \\\n  a b\n";
  const index = said("InvalidStageIndex", text, "9", "invalid stage index 9");
  const casing = said("StageNameCasing", text, "A\n");
  const kinds = (builder: BuilderSays, ...ours: Said[]) =>
    compare(text, modelOf(text), builder, ours).map(({ kind }) => kind);

  const rows: [about: string, builder: BuilderSays, ours: Said[], kinds: string[]][] = [
    ["both find nothing", accepts(), [], []],
    ["both refuse", refuses("invalid stage index 9", 2, 3), [index], []],
    ["the builder names no line", refuses("invalid stage index 9"), [index, casing], []],
    ["another line", refuses("invalid stage index 9", 1), [index], ["another line"]],
    ["another message", refuses("no", 2), [index], ["another error"]],
    ["only the builder refuses", refuses("no", 2), [casing], ["missed error"]],
    ["only we refuse", accepts(), [index], ["invented error"]],
    ["both warn", accepts({ rule: "StageNameCasing", line: 1 }), [casing], []],
    ["only the builder warns", accepts({ rule: "StageNameCasing", line: 1 }), [], ["missed warning"]],
    ["only we warn", accepts(), [casing], ["invented warning"]],
    [
      "they warn of different lines",
      accepts({ rule: "StageNameCasing", line: 2 }),
      [casing],
      ["missed warning", "invented warning"],
    ],
    ["the builder guesses", refuses("invalid stage index 9 (did you mean 0?)", 2), [index], []],
  ];
  for (const [about, builder, ours, expected] of rows)
    it(about, () => {
      assert.deepEqual(kinds(builder, ...ours), expected);
    });

  it("takes the line of a key for that of its instruction", () => {
    const env = "FROM scratch\nENV A=1 \\\n  # why\n  PASSWORD=2 \\\n  =3\nENV B=1\n";
    const secret = said("SecretsUsedInArgOrEnv", env, "PASSWORD");
    const blank = said("InvalidArguments", env, "=3", "ENV names can not be blank");
    const differences = (builder: BuilderSays, ...ours: Said[]) =>
      compare(env, modelOf(env), builder, ours).length;
    assert.equal(secret.lines[0], 4);
    assert.equal(differences(accepts({ rule: "SecretsUsedInArgOrEnv", line: 2 }), secret), 0);
    assert.equal(differences(accepts({ rule: "SecretsUsedInArgOrEnv", line: 6 }), secret), 2);
    for (const lines of [[2], [2, 3, 4, 5], [5]])
      assert.equal(differences(refuses("ENV names can not be blank", ...lines), blank), 0);
    for (const lines of [[1], [6]])
      assert.equal(differences(refuses("ENV names can not be blank", ...lines), blank), 1);
  });

  it("leaves undefined variables out below an image", () => {
    const below = "FROM alpine\nENV A=$B\n";
    const warned = accepts({ rule: "UndefinedVar", line: 2 });
    assert.deepEqual(compare(below, modelOf(below), warned, []), []);
  });

  it("knows what is meant by its reason", () => {
    const model = modelOf("ARG A\nFROM $A\n");
    const base = { kind: "missed error", rule: "", message: "base name ($A) should not be blank" } as const;
    assert.equal(meantBecause({ ...base, lines: [2] }, model, null)?.id, "argument not given");
    assert.equal(meantBecause({ ...base, lines: [1] }, model, null), null);
  });
});

describe("oracle: what the engine is asked", () => {
  const rows: [text: string, asked: string | null][] = [
    ["FROM a\n# syntax=b\n", "FROM a\n# syntax=b\n"],
    ["# syntax=a\nFROM b\n", "# check=skip=none\nFROM b\n"],
    ["# syntax=a\n# escape=`\nFROM b\n", "# check=skip=none\n# escape=`\nFROM b\n"],
    ["# check=skip=all\n# Syntax = a\nFROM b\n", "# check=skip=all\n# escape=\\\nFROM b\n"],
    ["# check=skip=all\n# escape=`\n# syntax=a\nFROM b\n", null],
    ["# syntax=a\n# syntax=b\n", null],
  ];
  for (const [text, asked] of rows)
    it(`takes the syntax out of ${JSON.stringify(text)}`, () => {
      assert.equal(withoutSyntax(text), asked);
    });

  it("has images under the names that the engine lists", () => {
    const names = [
      "alpine",
      "docker.io/library/alpine:3",
      "localhost:5000/a",
      "a//b",
      `a@sha256:${"0".repeat(64)}`,
    ];
    assert.deepEqual(names.map(imageName), [
      "alpine:latest",
      "alpine:3",
      "localhost:5000/a:latest",
      null,
      null,
    ]);
  });
});
