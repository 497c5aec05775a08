import { strict as assert } from "node:assert";
import { factsAnswer } from "../../../server/src/features/facts";
import { stagesOfDockerfile } from "../../../server/src/features/stagesOfDockerfile";
import { answerText, hiding } from "../../../server/src/shared/tools/answerText";
import { callTool } from "../../../server/src/shared/tools/callTool";
import { TOOLS } from "../../../server/src/shared/tools/definitions";
import type { ToolDockerfile, ToolHost } from "../../../server/src/shared/tools/host";
import { contextOf, URI } from "../../support/feature";

const NO_USES = { uses: [], needed: [], chosen: null, inForce: null, isKnown: true };

function hostOf(text: string, more: Partial<ToolDockerfile> = {}): ToolHost {
  const context = contextOf(text);
  return {
    dockerfiles: () =>
      Promise.resolve([{ uri: URI, path: "Dockerfile", stages: stagesOfDockerfile(context) }]),
    open: path =>
      Promise.resolve({
        path,
        facts: target =>
          Promise.resolve(factsAnswer(context, target === undefined ? {} : { target }, () => undefined)),
        uses: () => Promise.resolve(NO_USES),
        ...{ history: "No history here.", sizes: "No sizes here.", build: "No builds here." },
        ...more,
      }),
  };
}

const call = (host: ToolHost, name: string, input: unknown) =>
  callTool(host, name, input, new AbortController().signal);

/** What a tool answers, which must be no error. */
async function answer<Answer>(host: ToolHost, name: string, input: unknown): Promise<Answer> {
  const { text, isError } = await call(host, name, input);
  assert.ok(!isError, text);
  return JSON.parse(text) as Answer;
}

const TEXT = `FROM golang:1.24 AS Build
COPY go.mod .
RUN go build
FROM build AS test
RUN go test
FROM scratch
COPY --from=Build /app /app
`;

describe("the tools of language models", () => {
  it("list the Dockerfiles of the workspace", async () => {
    assert.deepEqual(await answer(hostOf(TEXT), "dockerfile_stages", {}), {
      dockerfiles: [
        {
          path: "Dockerfile",
          stages: [
            { name: "Build", base: "golang:1.24", line: 1 },
            { name: "test", base: "build", line: 4 },
            { name: "stage-2", base: "scratch", line: 6 },
          ],
        },
      ],
    });
  });

  it("read the stages, for the target that is asked for", async () => {
    const read = (input: object) =>
      answer<{ target: string; stages: { name: string; needs: string[]; isNeededByTarget: boolean }[] }>(
        hostOf(TEXT),
        "dockerfile_stages",
        { path: "Dockerfile", ...input },
      );
    const last = await read({});
    assert.equal(last.target, "stage-2");
    assert.deepEqual(
      last.stages.map(({ name, needs, isNeededByTarget }) => [name, needs, isNeededByTarget]),
      [
        ["Build", [], true],
        ["test", ["Build"], false],
        ["stage-2", ["Build"], true],
      ],
    );
    const test = await read({ target: "TEST" });
    assert.deepEqual(
      test.stages.map(stage => stage.isNeededByTarget),
      [true, true, false],
    );
  });

  it("tell problems with their fixes as edits that lines and columns from 1 name", async () => {
    const host = hostOf("FROM a AS build\nFROM b\nCOPY --from=biuld /x /x\n");
    const { problems } = await answer<{
      problems: { rule: string; line: number; column: number; fixes: { title: string; edits: object[] }[] }[];
    }>(host, "dockerfile_problems", { path: "Dockerfile" });
    const [problem] = problems;
    assert.ok(problem);
    assert.deepEqual([problem.line, problem.column], [3, 13]);
    assert.deepEqual(problem.fixes[0]?.edits, [
      { line: 3, column: 13, endLine: 3, endColumn: 18, newText: "build" },
    ]);
  });

  it("tell many problems in parts, each once", async () => {
    for (const name of ["b", "b".repeat(900)]) {
      const host = hostOf(
        `FROM a\n${Array.from({ length: 120 }, (_, index) => `COPY --from=${name}${index}.x./ / /x\n`).join("")}`,
      );
      const lines: number[] = [];
      let total = 0;
      for (let offset: number | null = 0; offset !== null;) {
        const part: { problems: { line: number }[]; total: number; next?: string } = await answer(
          host,
          "dockerfile_problems",
          { path: "Dockerfile", offset },
        );
        lines.push(...part.problems.map(({ line }) => line));
        total = part.total;
        const next = /"offset": (\d+)/.exec(part.next ?? "")?.[1];
        offset = next === undefined ? null : Number(next);
      }
      assert.equal(lines.length, total);
      assert.ok(lines.length >= 100 && lines.every(line => line >= 1));
    }
  });

  it("give a change as a whole, or not at all", () => {
    const edits = Array.from({ length: 40 }, (_, line) => ({ line, newText: "x".repeat(2_000) }));
    const told = JSON.parse(answerText({ problems: [{ fixes: [{ edits }] }] }, text => text)) as {
      problems: { fixes: { edits: string }[] }[];
    };
    assert.equal(told.problems[0]?.fixes[0]?.edits, "Left out: they are too long.");
    assert.deepEqual(JSON.parse(answerText({ edits: edits.slice(0, 2) }, text => text)), {
      edits: edits.slice(0, 2),
    });
  });

  it("bound the names that a file gives, too", () => {
    const namedContexts = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`${index}-s3cret-${"x".repeat(5_000)}`, "a"]),
    );
    const told = answerText({ builds: [{ namedContexts }] }, hiding(["s3cret"]));
    assert.ok(told.length <= 45_000, String(told.length));
    assert.ok(!told.includes("s3cret"));
    assert.match(told, /"…":"4800 more"/);
  });

  it("plan a build, with what each step reads", async () => {
    const plan = await answer<{ stage: string; steps: object[]; wouldRunNow: string }>(
      hostOf(TEXT),
      "dockerfile_build_plan",
      { path: "Dockerfile" },
    );
    assert.equal(plan.stage, "stage-2");
    assert.equal(plan.wouldRunNow, "No history here.");
    assert.deepEqual(plan.steps, [
      {
        stage: "Build",
        line: 2,
        instruction: "COPY go.mod .",
        readsFromContext: [{ context: "main", sources: ["go.mod"] }],
      },
      { stage: "Build", line: 3, instruction: "RUN go build" },
      {
        stage: "stage-2",
        line: 7,
        instruction: "COPY --from=Build /app /app",
        takesFrom: [{ from: "stage Build", paths: ["/app"] }],
      },
    ]);
  });

  it("tell what would run, and what ran, where that is known", async () => {
    const steps = [{ line: 3, instruction: "RUN go build", why: ["Files changed: main.go."], seconds: 2 }];
    const host = hostOf(TEXT, {
      history: {
        wouldRun: stage => Promise.resolve(stage === 1 ? { total: 3, steps } : null),
        lastRun: () => Promise.resolve(null),
      },
    });
    const plan = await answer<{ wouldRunNow: object; ranLast: string }>(host, "dockerfile_build_plan", {
      path: "Dockerfile",
      stage: "test",
    });
    assert.deepEqual(plan.wouldRunNow, { total: 3, steps });
    assert.match(plan.ranLast, /^Not known: /);
  });

  it("build only where that is possible, and hand on how it ended", async () => {
    const refused = await call(hostOf(TEXT), "dockerfile_build_stage", { path: "Dockerfile" });
    assert.deepEqual(refused, { text: "No builds here.", isError: true });
    const wanted: object[] = [];
    const host = hostOf(TEXT, {
      build: what => {
        wanted.push(what);
        return Promise.resolve({
          ...{ result: "failed", seconds: 1, image: null, bytes: null, command: "docker build", steps: [] },
          failure: { message: "exit code: 1, with s3cr3t-value", line: 5, log: ["FAIL"] },
          secrets: ["s3cr3t-value"],
        });
      },
    });
    const built = await answer<{ stage: string; failure: object }>(host, "dockerfile_build_stage", {
      ...{ path: "Dockerfile", stage: "test", cache: "skipStage" },
    });
    assert.deepEqual(wanted, [{ stage: 1, cache: "skipStage" }]);
    assert.equal(built.stage, "test");
    assert.deepEqual(built.failure, { message: "exit code: 1, with …", line: 5, log: ["FAIL"] });
  });

  const BAD: [name: string, input: unknown, says: RegExp][] = [
    ["dockerfile_nothing", {}, /^There is no tool "dockerfile_nothing"/],
    ["dockerfile_stages", [], /must be an object/],
    ["dockerfile_stages", "path", /must be an object/],
    ["dockerfile_stages", { path: 1 }, /"path" must be a string/],
    ["dockerfile_stages", { path: "" }, /"path" must be a string/],
    ["dockerfile_stages", { path: "x".repeat(5000) }, /"path" must be a string/],
    ["dockerfile_stages", { file: "Dockerfile" }, /no property "file"/],
    ["dockerfile_stages", JSON.parse('{"__proto__": 1}'), /no property "__proto__"/],
    [
      "dockerfile_stages",
      { path: "Dockerfile", target: "nope" },
      /no stage named "nope". Its stages: build, test/,
    ],
    ["dockerfile_problems", {}, /"path" is missing/],
    ["dockerfile_problems", { path: "Dockerfile", offset: -1 }, /"offset" must be an integer/],
    ["dockerfile_problems", { path: "Dockerfile", offset: 1.5 }, /"offset" must be an integer/],
    ["dockerfile_build_stage", { path: "Dockerfile", cache: "none" }, /"cache" must be one of/],
  ];
  for (const [name, input, says] of BAD)
    it(`answer ${name} ${JSON.stringify(input).slice(0, 60)} with what is wrong`, async () => {
      const { text, isError } = await call(hostOf(TEXT), name, input);
      assert.ok(isError);
      assert.match(text, says);
    });

  it("never tell the values of secrets, wherever they stand", async () => {
    const text = `ARG TOKEN=tok-12345
FROM alpine AS build
ARG API_KEY="key 67890"
ENV DB_PASSWORD=pass-\${TOKEN}x
RUN curl https://me:pw-abcde@example.com/?t=tok-12345 && echo "key 67890"
RUN TOKEN=other-value make
from alpine
LABEL a tok-12345
RUN TOKEN="quoted \\"value" make
ONBUILD ENV AUTH_TOKEN held value
`;
    for (const { name } of TOOLS) {
      const { text: told } = await call(hostOf(text), name, { path: "Dockerfile" });
      for (const secret of ["tok-12345", "67890", "pw-abcde", "other-value", 'value"', "held value"])
        assert.ok(!told.includes(secret), `${name}: ${told}`);
    }
  });

  it("never tell what nobody sees: control characters, marks of direction, invisible text", async () => {
    const unseen = "\u202e\u200b\u{e0041}\u2066";
    const host = hostOf(`# build Hidden ${unseen}text\nFROM alpine AS build\nRUN echo ${unseen}x\u0007\n`);
    for (const name of ["dockerfile_stages", "dockerfile_build_plan"]) {
      const { text } = await call(host, name, { path: "Dockerfile" });
      assert.ok(!/[\u202e\u200b\u2066\u{e0041}]|\\u0007/u.test(text), text);
    }
  });

  it("answer in bounds, whatever the file holds", async () => {
    const long = "x".repeat(100_000);
    const files = [
      `FROM ${long} AS build\nRUN ${long}\n`,
      `FROM a AS build\n${`RUN ${"y".repeat(3_000)}\n`.repeat(200)}`,
      Array.from({ length: 500 }, (_, index) => `FROM a AS s${index}\nRUN true\n`).join(""),
    ];
    for (const text of files)
      for (const { name } of TOOLS) {
        const { text: told, isError } = await call(hostOf(text), name, { path: "Dockerfile" });
        assert.ok(told.length <= 45_000, `${name}: ${told.length}`);
        if (!isError) JSON.parse(told);
      }
  });
});
