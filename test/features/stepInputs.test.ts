import assert from "node:assert/strict";
import { stepInputsAnswer } from "../../server/src/features/stepInputs";
import type { StepInputs } from "../../server/src/protocol";
import { contextOf } from "../support/feature";

const MAIN = { context: null, arePatterns: true, exclude: [], parents: false };
const MOUNTED = { ...MAIN, arePatterns: false };

/** What is read, by instruction: the last step of the file. */
const READS: [text: string, expected: Partial<StepInputs>][] = [
  ["COPY a b /x/", { reads: [{ ...MAIN, sources: ["a", "b"] }], takes: [] }],
  ["ARG D=src\nCOPY $D/*.ts .", { reads: [{ ...MAIN, sources: ["src/*.ts"] }] }],
  ['COPY ["a b", "/c/"]', { reads: [{ ...MAIN, sources: ["a b"] }] }],
  [
    "COPY --parents --exclude=*.md --exclude=x ./a/./b /",
    { reads: [{ ...MAIN, sources: ["./a/./b"], parents: true, exclude: ["*.md", "x"] }] },
  ],
  ["COPY <<a <<b /x/\n1\na\n2\nb", { reads: [], takes: [] }],
  ["COPY <<a c /x/\n1\na", { reads: [{ ...MAIN, sources: ["c"] }] }],
  ["COPY --from=base /a /b", { reads: [], takes: [{ from: 0, paths: ["/a"], exclude: [] }] }],
  ["COPY --from=0 /a /b", { takes: [{ from: 0, paths: ["/a"], exclude: [] }] }],
  ["COPY --from=nginx /a /b", { takes: [{ from: { image: "nginx" }, paths: ["/a"], exclude: [] }] }],
  [
    "ADD a.tgz https://host/b git@host:c.git /",
    {
      reads: [{ ...MAIN, sources: ["a.tgz"] }],
      remote: ["https://host/b", "git@host:c.git"],
    },
  ],
  ["RUN --mount=type=bind,target=/src make", { reads: [{ ...MOUNTED, sources: ["/"] }] }],
  ["RUN --mount=target=/src,source=lib make", { reads: [{ ...MOUNTED, sources: ["lib"] }] }],
  [
    "RUN --mount=from=base,src=/a,dst=/b make",
    { reads: [], takes: [{ from: 0, paths: ["/a"], exclude: [] }] },
  ],
  [
    "RUN --mount=type=cache,target=/c --mount=type=secret,id=s --mount=type=tmpfs,target=/t make",
    { reads: [], takes: [] },
  ],
  ["RUN make", { reads: [], takes: [], remote: [] }],
  ["ADD --link a /", { isLinked: true }],
];

/** Two texts of a stage: whether the last step of both is the same to the builder. */
const SAME: [first: string, second: string, isSame: boolean][] = [
  ["COPY a /b", "COPY   a    /b", true],
  ["COPY a /b", "COPY a /b/", false],
  ["COPY a b /c/", "COPY b a /c/", false],
  ["WORKDIR /x\nCOPY a b", "COPY a /x/b", true],
  ["COPY a b", "ADD a b", false],
  ["COPY a b", "COPY --chmod=600 a b", false],
  ["COPY --from=base /a /b", "COPY --from=0 /a /b", true],
  ["RUN a", "RUN  a", true],
  ["RUN a b", "RUN a  b", false],
  ["RUN a", 'RUN ["a"]', false],
  ["RUN a", "USER me\nRUN a", false],
  ["RUN a", "WORKDIR /x\nRUN a", false],
  ["RUN a", 'SHELL ["bash"]\nRUN a', false],
  ["RUN a", "LABEL x=1\nRUN a", true],
  ["RUN a", "# a comment\nRUN a", true],
  ["RUN a", "RUN --network=none a", false],
  ["RUN a", "RUN --mount=type=cache,target=/c a", false],
  ["RUN --mount=type=cache,target=/c a", "RUN --mount=dst=/c,type=cache a", true],
  ["RUN --mount=type=cache,target=/c a", "RUN --mount=type=cache,target=/c,id=/c,sharing=shared a", true],
  ["RUN --mount=type=cache,target=/c a", "RUN --mount=type=cache,target=/c,id=x a", false],
  ["RUN --mount=type=cache,target=/c a", "RUN --mount=type=cache,target=/c,sharing=locked a", false],
  ["RUN --mount=type=cache,target=/c,id=x a", "RUN --mount=type=cache,id=y,target=/c,sharing=locked a", true],
  ["RUN --mount=type=tmpfs,target=/t,size=1m a", "RUN --mount=type=tmpfs,target=/t,size=2m a", false],
  [
    "RUN --mount=type=tmpfs,target=/t --mount=type=ssh a",
    "RUN --mount=type=ssh --mount=type=tmpfs,target=/t a",
    true,
  ],
  ["COPY ./a /b", "COPY a /b", true],
  ["COPY a/ c/. /b/", "COPY /a ./c /b/", true],
  ["COPY --from=base /x/../a /b", "COPY --from=base a /b", true],
  ["COPY --parents ./a/./b /c/", "COPY --parents a/b /c/", false],
  ["ADD https://host/a/ /b", "ADD https://host/a /b", false],
  ["RUN <<E\na\nE", "RUN <<E\nb\nE", false],
  ["ARG X=1\nRUN a", "ARG X=2\nRUN a", false],
  ["ARG X=1\nCOPY a b", "ARG X=2\nCOPY a b", true],
  ["ARG X=1\nCOPY $X b", "ARG X=2\nCOPY $X b", false],
  ["ENV X=1\nRUN a", "ENV X=2\nRUN a", false],
  ["ENV X=1\nRUN a", "ARG X=1\nRUN a", true],
  ["WORKDIR /a/../b", "WORKDIR /b", true],
  ["ONBUILD RUN a\nWORKDIR /b", "WORKDIR /b", true],
];

describe("the answer to dockerfileStages/stepInputs", () => {
  for (const [text, expected] of READS)
    it(`tells what is read: ${JSON.stringify(text)}`, () => {
      const step = lastStep(text);
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(step[key as keyof StepInputs], value, key);
    });

  for (const [first, second, isSame] of SAME)
    it(`is ${isSame ? "the same" : "another"} step: ${JSON.stringify([first, second])}`, () => {
      const key = (text: string) => {
        const { operation, variables } = lastStep(text);
        return JSON.stringify([operation, variables]);
      };
      assert.equal(key(first) === key(second), isSame);
    });

  it("has no value of a secret in its text, and says which variables are some", () => {
    const step = lastStep('ARG API_TOKEN=x1 NAME=me\nRUN SECRET="x 2" curl https://me:x3@host/$API_TOKEN');
    assert.equal(step.text, "RUN SECRET=… curl https://…@host/$API_TOKEN");
    assert.deepEqual(step.variables, {
      API_TOKEN: { value: "x1", isSecret: true },
      NAME: { value: "me", isSecret: false },
    });
  });

  it("has the bodies of heredocs in its text", () => {
    assert.equal(lastStep("COPY <<E /x\nhello\nE\n").text, "COPY <<E /x\nhello\nE");
  });

  it("begins a stage with what its base holds back, which stands at its FROM", () => {
    const { stages } = stepInputsAnswer(
      contextOf(
        "FROM alpine AS a\nUSER me\nONBUILD COPY x y\nONBUILD USER you\nFROM a\nRUN z\nFROM scratch\n",
      ),
      {},
    );
    assert.deepEqual(
      stages.map(({ base }) => base),
      [{ image: "alpine" }, 0, null],
    );
    assert.deepEqual(
      stages[1]?.steps.map(({ keyword, instruction, isTrigger }) => [keyword, instruction, isTrigger]),
      [
        ["COPY", 4, true],
        ["RUN", 5, false],
      ],
    );
    assert.match(JSON.stringify(stages[1]), /\\"you\\"/);
  });

  it("takes what a request gives", () => {
    const { stages } = stepInputsAnswer(contextOf("FROM alpine\nARG X=1\nCOPY $X /y\nCOPY --from=c a b\n"), {
      buildArgs: { X: "2" },
      contexts: ["c"],
    });
    const [first, second] = stages[0]?.steps ?? [];
    assert.deepEqual(first?.reads[0]?.sources, ["2"]);
    assert.deepEqual(second?.reads, [{ ...MAIN, context: "c", sources: ["a"] }]);
  });
});

function lastStep(text: string): StepInputs {
  const { stages } = stepInputsAnswer(contextOf(`FROM alpine AS base\nFROM alpine\n${text}\n`), {});
  const step = stages.at(-1)?.steps.at(-1);
  assert.ok(step);
  return step;
}
