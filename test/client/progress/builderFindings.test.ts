import assert from "node:assert/strict";
import {
  findingOfWarning,
  notShownYet,
  readCheckAnswer,
  type BuilderFinding,
  type ShownFinding,
} from "../../../client/src/progress/builderFindings";
import { saysTheSame } from "../../../client/src/progress/sameWords";
import { diagnostics } from "../../../server/src/features/diagnostics";
import { ORACLE_CASES } from "../../oracle/cases";
import { contextOf } from "../../support/feature";

const CASING: BuilderFinding = {
  rule: "FromAsCasing",
  message: "'as' and 'FROM' keywords' casing do not match",
  url: "https://docs.docker.com/go/dockerfile/rule/from-as-casing/",
  lines: { first: 3, last: 3 },
  isError: false,
};

describe("what the builder says", () => {
  it("in a warning of a build has its rule, without the line that the range says", () => {
    const { message, url, lines } = CASING;
    const warning = { message: `FromAsCasing: ${message} (line 3)`, detail: "more", url, lines };
    assert.deepEqual(findingOfWarning(warning), CASING);
    assert.deepEqual(
      findingOfWarning({ message: "no rule", detail: undefined, url: undefined, lines: undefined }),
      {
        rule: undefined,
        message: "no rule",
        url: undefined,
        lines: undefined,
        isError: false,
      },
    );
  });

  it("in the answer to a check are its warnings, and why a build would fail", () => {
    const { rule: ruleName, message: detail, url } = CASING;
    const at = (line: number) => ({ ranges: [{ start: { line }, end: { line } }] });
    const answer = {
      warnings: [{ ruleName, detail, description: "long", url, location: at(3) }],
      buildError: { message: "dockerfile parse error on line 2: unknown instruction: RUNN", location: at(2) },
    };
    assert.deepEqual(readCheckAnswer(JSON.stringify(answer)), [
      CASING,
      {
        rule: undefined,
        message: answer.buildError.message,
        url: undefined,
        lines: { first: 2, last: 2 },
        isError: true,
      },
    ]);
    assert.deepEqual(readCheckAnswer('{"warnings":null,"buildError":{"message":"x","location":{}}}'), [
      { rule: undefined, message: "x", url: undefined, lines: undefined, isError: true },
    ]);
    assert.deepEqual(readCheckAnswer('{"warnings":[null,1,{"ruleName":1},{"location":{"ranges":[1]}}]}'), []);
  });

  for (const text of ["", "ERROR: Cannot connect", "null", "[]", "{}", '"x"', '{"warnings":']) {
    it(`is nothing where the builder has not answered: ${JSON.stringify(text)}`, () => {
      assert.equal(readCheckAnswer(text), undefined);
    });
  }
});

describe("what the builder says and the editor shows already", () => {
  const shown: ShownFinding = { code: "FromAsCasing", message: "The casing. Write AS.", first: 3, last: 3 };
  const never = () => false;

  const cases: [about: string, others: ShownFinding[], isLeft: boolean][] = [
    ["nothing is shown", [], true],
    ["the same rule is shown there", [shown], false],
    ["the same rule is shown for lines around it", [{ ...shown, first: 1, last: 9 }], false],
    ["the same rule is shown elsewhere", [{ ...shown, first: 4, last: 4 }], true],
    ["another rule is shown there", [{ ...shown, code: "StageNameCasing" }], true],
  ];
  for (const [about, others, isLeft] of cases) {
    it(`is ${isLeft ? "told" : "not told again"} where ${about}`, () => {
      assert.deepEqual(notShownYet([CASING], others, never), isLeft ? [CASING] : []);
    });
  }

  it("is not told where a person has switched the rule off", () => {
    assert.deepEqual(
      notShownYet([CASING], [], rule => rule === "FromAsCasing"),
      [],
    );
  });

  it("is one error, whatever stands before the builder's words and behind ours", () => {
    const error: BuilderFinding = {
      ...CASING,
      rule: undefined,
      message: "failed: invalid stage index 9",
      isError: true,
    };
    const ours: ShownFinding = {
      code: "InvalidStageIndex",
      message: "invalid stage index 9. Name it.",
      first: 3,
      last: 3,
    };
    assert.deepEqual(notShownYet([error], [ours], never), []);
    assert.deepEqual(notShownYet([error], [{ ...ours, message: "invalid stage index 8. Name it." }], never), [
      error,
    ]);
    assert.deepEqual(notShownYet([{ ...error, lines: undefined }], [ours], never), []);
  });

  it("is recognised in every error that a real builder gave and our rules give", () => {
    let compared = 0;
    for (const { dockerfile, given, verdict, error, unlike } of Object.values(ORACLE_CASES).flat()) {
      if (verdict !== "refused" || error === null || unlike !== null || Object.keys(given).length > 0)
        continue;
      const ours = diagnostics(contextOf(dockerfile), () => undefined).map(({ message }) =>
        typeof message === "string" ? message : message.value,
      );
      assert.ok(
        ours.some(message => saysTheSame(error, message)),
        `${JSON.stringify(dockerfile)}: ${error}; ours: ${ours.join("; ")}`,
      );
      compared++;
    }
    assert.ok(compared > 100);
  });

  it("is never recognised in words that say little", () => {
    for (const words of ["", ".", "a", "no. no. no", "x is. ok"])
      assert.equal(saysTheSame("a no x is ok", words), false);
  });
});
