import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { targetOfName } from "../../../client/src/build/request/stageTarget";
import type { BuildRequest } from "../../../client/src/engine/engineCommand";
import { createProgressReader } from "../../../client/src/progress/progressReader";
import { instructionNow } from "../../../client/src/report/instructionNow";
import { instructionSizes } from "../../../client/src/progress/instructionSizes";
import { page } from "../../../client/src/report/page";
import { reportOf } from "../../../client/src/report/report";
import { type BuildReport, type ReportedBuild } from "../../../client/src/report/buildReport";
import { reportJson } from "../../../client/src/report/reportJson";
import { reportMarkdown } from "../../../client/src/report/reportMarkdown";
import { reportBody } from "../../../client/src/report/reportPage";
import { exportedPage } from "../../../client/src/report/exportedPage";
import { waitsOf } from "../../../client/src/report/buildWaits";
import { waitSentences } from "../../../client/src/report/buildWaitsWords";
import { instructionsOf, modelOf } from "../modelOf";

const STARTED = 1_700_000_000_000;
const DOCKERFILE = `FROM alpine AS deps
RUN fetch

FROM deps AS build
COPY . .
RUN make

FROM alpine AS docs
RUN write

FROM scratch AS product
COPY --from=build /app /
COPY --from=docs /docs /docs
`;

type Vertex = [name: string, start?: number, end?: number, state?: "cached" | { error: string }];

/** What buildx says as rawjson of steps that began and ended at these milliseconds. */
function rawjson(vertexes: readonly Vertex[]): string {
  const time = (at: number | undefined) => at !== undefined && new Date(STARTED + 500 + at).toISOString();
  return vertexes
    .map(([name, start, end, state], index) => ({
      digest: `sha256:${index}`,
      name,
      ...(start !== undefined && { started: time(start) }),
      ...(end !== undefined && { completed: time(end) }),
      ...(state === "cached" && { cached: true }),
      ...(typeof state === "object" && state),
    }))
    .map(vertex => `${JSON.stringify({ vertexes: [vertex] })}\n`)
    .join("");
}

interface Told {
  text?: string;
  target?: string;
  output: string;
  progress?: "rawjson" | "plain";
  state?: ReportedBuild["state"];
  builder?: BuildRequest["engine"]["builder"];
  clock?: () => number;
}

/** A build of a file of which an engine said this, ten seconds after it was started. */
function buildOf({ text = DOCKERFILE, target, output, progress = "rawjson", ...rest }: Told): ReportedBuild {
  const { state = "done", builder = "buildx", clock = () => STARTED + 10_000 } = rest;
  const engine = { builder, program: "docker", progress };
  const reader = createProgressReader(engine, () => undefined, clock);
  reader.write(builder === "podman" ? "out" : "err", output);
  if (state !== "running") reader.end(state === "failed");
  const model = modelOf(text);
  const stage = targetOfName(model, target);
  return {
    request: {
      engine,
      dockerfile: "/app/Dockerfile",
      context: "/app",
      target,
      image: "app:product",
      buildArgs: {},
      buildContexts: {},
    },
    file: {
      name: "Dockerfile",
      lines: text.split("\n"),
      model,
      instructions: instructionsOf(text),
      target: stage.kind === "gone" ? -1 : stage.stage.index,
    },
    record: reader.record,
    started: STARTED,
    ended: state === "running" ? undefined : STARTED + 10_000,
    state,
    failure: state === "failed" ? reader.failure() : undefined,
  };
}

function report(told: Told): BuildReport {
  return reportOf(buildOf(told), STARTED + 10_000);
}

/** `build: RUN make 6 done 300-900 *`: stage, step, line, state, times, and a star where it is critical. */
function rows({ stages, internal }: BuildReport): string[] {
  return [...stages, { name: "-", steps: internal }].flatMap(({ name, steps }) =>
    steps.map(({ title, line, state, start, end, isCritical }) =>
      [`${name}: ${title}`, line ?? "-", state, start === undefined ? "-" : `${start}-${end ?? ""}`]
        .concat(isCritical ? ["*"] : [])
        .join(" "),
    ),
  );
}

const WHOLE: Vertex[] = [
  ["[internal] load metadata for docker.io/library/alpine:latest", 0, 100],
  ["[product 1/2] COPY --from=build /app /", 2400, 2500],
  ["[docs 2/2] RUN write", 150, 1150],
  ["[deps 1/2] FROM docker.io/library/alpine:latest", 100, 150],
  ["[deps 2/2] RUN fetch", 150, 400, "cached"],
  ["[build 1/2] COPY . .", 400, 450],
  ["[build 2/2] RUN make", 450, 2400],
  ["[product 2/2] COPY --from=docs /docs /docs", 2500, 2510],
  ["exporting to image", 2510, 2600],
];

describe("the report of a build", () => {
  it("has the steps of each stage in the order of the file, with their times and what was waited for", () => {
    const whole = report({ output: rawjson(WHOLE) });
    assert.deepEqual(rows(whole), [
      "deps: FROM alpine AS deps 1 done 100-150 *",
      "deps: RUN fetch 2 cached 150-400 *",
      "build: COPY . . 5 done 400-450 *",
      "build: RUN make 6 done 450-2400 *",
      "docs: RUN write 9 done 150-1150",
      "product: COPY --from=build /app / 12 done 2400-2500 *",
      "product: COPY --from=docs /docs /docs 13 done 2500-2510 *",
      "-: load metadata for docker.io/library/alpine:latest - done 0-100",
      "-: exporting to image - done 2510-2600",
    ]);
    assert.deepEqual(whole.steps, { total: 7, ended: 7, cached: 1 });
    assert.deepEqual([whole.took, whole.target, whole.state], [10_000, "product", "done"]);
    assert.deepEqual(
      whole.stages.map(({ name, line, took }) => [name, line, took]),
      [
        ["deps", 1, 300],
        ["build", 4, 2000],
        ["docs", 8, 1000],
        ["product", 11, 110],
      ],
    );
  });

  it("goes the way of the stage that ended last", () => {
    const slow = WHOLE.map((vertex): Vertex => {
      const [name] = vertex;
      if (name.includes("RUN write")) return [name, 150, 2450];
      return name.includes("--from=docs") ? [name, 2500, 2510] : vertex;
    });
    const critical = rows(report({ output: rawjson(slow) })).filter(row => row.endsWith("*"));
    // COPY --from=docs waited for the COPY before it, which ended later, and so not for docs.
    assert.ok(critical.some(row => row.startsWith("build: RUN make")));
    assert.ok(!critical.some(row => row.startsWith("docs")));
    const later = slow.map((vertex): Vertex => {
      const [name] = vertex;
      return name.includes("RUN write") ? [name, 150, 2550] : vertex;
    });
    assert.deepEqual(
      rows(report({ output: rawjson(later) })).filter(row => row.endsWith("*")),
      ["docs: RUN write 9 done 150-2550 *", "product: COPY --from=docs /docs /docs 13 done 2500-2510 *"],
    );
  });

  it("leads to the step that failed, and says what was not run", () => {
    const broken: Vertex[] = [
      ["[deps 2/2] RUN fetch", 0, 400],
      ["[build 1/2] COPY . .", 400, 450],
      ["[build 2/2] RUN make", 450, 900, { error: "exit code: 2" }],
      ["[docs 2/2] RUN write", 0],
      ["[product 1/2] COPY --from=build /app /"],
    ];
    const failed = report({ output: rawjson(broken), state: "failed" });
    assert.deepEqual(rows(failed), [
      "deps: RUN fetch 2 done 0-400 *",
      "build: COPY . . 5 done 400-450 *",
      "build: RUN make 6 failed 450-900 *",
      "docs: RUN write 9 cancelled 0-0",
      "product: COPY --from=build /app / 12 waiting -",
    ]);
    assert.match(reportMarkdown(failed), /`COPY --from=build \/app \/` \| 12 \| not run \|/);
    assert.deepEqual(failed.steps, { total: 5, ended: 4, cached: 0 });
  });

  it("shows what runs up to now, and marks nothing as waited for", () => {
    let now = STARTED;
    const build = buildOf({
      output: "#5 [deps 2/2] RUN fetch\n",
      progress: "plain",
      state: "running",
      clock: () => now,
    });
    now += 4000;
    assert.deepEqual(rows(reportOf(build, now)), ["deps: RUN fetch 2 running 0-4000"]);
    assert.equal(reportOf(build, now).took, 4000);
  });

  it("takes from plain output when a step began, though it was mentioned later", () => {
    const times = [0, 0, 0, 2000, 2000, 2000].values();
    let last = 0;
    const clock = () => STARTED + (last = times.next().value ?? last);
    const output = "#1 [deps 1/2] FROM alpine\n#1 DONE 0.0s\n#2 [deps 2/2] RUN fetch\n#2 DONE 1.5s\n";
    const { stages } = report({ output, progress: "plain", clock });
    const [, fetch] = stages[0]?.steps ?? [];
    assert.equal(fetch?.took, 1500);
    assert.ok(fetch.start !== undefined && fetch.end === 2000 && fetch.start <= 500);
  });

  it("has the platform of a step where there are several", () => {
    const output = rawjson([
      ["[linux/amd64 deps 2/2] RUN fetch", 0, 100],
      ["[linux/arm64 deps 2/2] RUN fetch", 0, 300],
    ]);
    const steps = report({ output, target: "deps" }).stages[0]?.steps ?? [];
    assert.deepEqual(
      steps.map(({ platform, isCritical }) => [platform, isCritical]),
      [
        ["linux/amd64", false],
        ["linux/arm64", true],
      ],
    );
  });

  it("is there for an engine that says nothing, and for a file without stages", () => {
    for (const told of [{ output: "" }, { text: "", output: rawjson(WHOLE) }, { output: "#1 {}\n{\n" }]) {
      const empty = report({ ...told, state: "failed" });
      assert.deepEqual(empty.stages, []);
      for (const text of [reportBody(empty).html, reportMarkdown(empty), reportJson(empty)])
        assert.doesNotMatch(text, /undefined|NaN|Infinity/);
    }
  });
});

/** Steps as stage, start, end, and whether the end of the build waited for them or they were cached. */
type Timed = [stage: string, start: number, end: number, kind?: "critical" | "cached"];

const WAITS: [what: string, steps: Timed[], sentences: string[]][] = [
  ["nothing", [], []],
  ["one stage", [["a", 0, 2000, "critical"]], ["The build waited 2.0 s for a."]],
  [
    "two stages, one after the other",
    [
      ["a", 0, 18_000, "critical"],
      ["b", 18_000, 19_000, "critical"],
    ],
    ["b waited 18 s for a.", "b then took 1.0 s."],
  ],
  [
    "steps of a stage with a pause between them",
    [
      ["a", 0, 1000, "critical"],
      ["b", 1500, 2000, "critical"],
      ["b", 2500, 3000, "critical"],
    ],
    ["b waited 1.0 s for a.", "b then took 2.0 s."],
  ],
  [
    "two stages at the same time",
    [
      ["a", 0, 18_000, "critical"],
      ["b", 0, 10_000],
      ["c", 18_000, 18_100, "critical"],
    ],
    ["c waited 18 s for a.", "c then took 0.1 s.", "Steps that ran at the same time saved 10 s."],
  ],
  [
    "three at the same time, and none for a while",
    [
      ["a", 0, 4000, "critical"],
      ["b", 0, 4000],
      ["c", 1000, 2000],
      ["d", 5000, 6000, "critical"],
    ],
    ["d waited 4.0 s for a.", "d then took 2.0 s.", "Steps that ran at the same time saved 5.0 s."],
  ],
  [
    "what was cached saves nothing, and a moment is no wait",
    [
      ["a", 0, 10, "critical"],
      ["b", 0, 5000, "cached"],
      ["c", 10, 3010, "critical"],
    ],
    ["The build waited 3.0 s for c."],
  ],
];

describe("what a build waited for", () => {
  for (const [what, steps, sentences] of WAITS)
    it(`is said in words: ${what}`, () => {
      const [whole] = report({ output: rawjson(WHOLE) }).stages;
      const [pattern] = whole?.steps ?? [];
      assert.ok(whole && pattern);
      const names = [...new Set(steps.map(([name]) => name))];
      const stages = names.map((name, index) => ({
        ...whole,
        ...{ name, index },
        steps: steps
          .filter(([stage]) => stage === name)
          .map(([, start, end, kind]) => ({
            ...pattern,
            ...{ start, end, isCritical: kind === "critical" },
            state: kind === "cached" ? ("cached" as const) : ("done" as const),
          })),
      }));
      const waits = waitsOf(stages);
      assert.deepEqual(waitSentences(waits), sentences);
      // The path is all of the time from its first step to its last.
      const critical = steps.filter(([, , , kind]) => kind === "critical");
      const span =
        critical.length === 0
          ? 0
          : Math.max(...critical.map(([, , end]) => end)) - Math.min(...critical.map(([, start]) => start));
      assert.equal(
        waits.path.reduce((sum, { took }) => sum + took, 0),
        span,
      );
    });

  it("is a sentence of the page as well, and not while the build runs", () => {
    const words = (told: Told) => [...reportBody(report(told)).html.matchAll(/class="wait">([^<]*)/g)].length;
    assert.equal(words({ output: rawjson(WHOLE) }), 4);
    assert.equal(words({ output: rawjson(WHOLE), state: "running" }), 0);
  });
});

describe("the cached steps of the last builds", () => {
  const shares = (...cached: number[]) => cached.map((count, at) => ({ at, total: 8, cached: count }));
  const chartOf = (...cached: number[]) =>
    reportBody(reportOf(buildOf({ output: rawjson(WHOLE) }), STARTED, { shares: shares(...cached) })).html;

  it("are a line whose name says all that it shows", () => {
    const html = chartOf(0, 4, 8);
    assert.match(html, /aria-label="Cached steps of the last 3 builds of product: 0 %, 50 %, 100 %"/);
    assert.match(html, /points="40\.0,64\.0 176\.0,36\.0 312\.0,8\.0"/);
    assert.equal(html.match(/<circle\b/g)?.length, 3);
  });

  it("are in the exports, and nowhere for a single build", () => {
    const told = reportOf(buildOf({ output: rawjson(WHOLE) }), STARTED, { shares: shares(0, 7) });
    assert.match(reportMarkdown(told), /Cached steps of the last 2 builds of product: 0 %, 88 %/);
    const { lastBuilds } = JSON.parse(reportJson(told)) as { lastBuilds: unknown };
    assert.deepEqual(lastBuilds, [
      { ended: "1970-01-01T00:00:00.000Z", total: 8, cached: 0 },
      { ended: "1970-01-01T00:00:00.001Z", total: 8, cached: 7 },
    ]);
    for (const one of [chartOf(), chartOf(3)]) assert.doesNotMatch(one, /Cached steps of/);
  });
});

describe("a report as text", () => {
  it("is a Markdown table for each of stages and steps", () => {
    assert.equal(
      reportMarkdown(report({ output: rawjson(WHOLE.slice(3, 7)), target: "build" })),
      `# Dockerfile, built up to build

Built app:product · 10 s · 1 of 4 steps cached (25 %) · by buildx · started 2023-11-14 22:13 UTC

build waited 0.3 s for deps. build then took 2.0 s.

## Stages

| Stage | FROM | State | Steps | Cached | Duration |
| --- | --- | --- | ---: | ---: | ---: |
| deps | \`alpine\` | done | 2 | 1 | 0.3 s |
| build | \`deps\` | done | 2 | 0 | 2.0 s |

## Steps

| Stage | Step | Line | State | Start | Duration |
| --- | --- | ---: | --- | ---: | ---: |
| deps | \`FROM alpine AS deps\` | 1 | done | 0.0 s | 0.1 s |
| deps | \`RUN fetch\` | 2 | cached | 0.1 s | 0.3 s |
| build | \`COPY . .\` | 5 | done | 0.3 s | 0.1 s |
| build | \`RUN make\` | 6 | done | 0.3 s | 1.9 s |
`,
    );
  });

  it("is JSON of a known shape", () => {
    const value = JSON.parse(reportJson(report({ output: rawjson(WHOLE) }))) as Record<string, unknown>;
    assert.deepEqual(Object.keys(value), [
      "format",
      "version",
      "file",
      "target",
      "image",
      "use",
      "builder",
      "state",
      "started",
      "took",
      "steps",
      "stages",
      "internal",
      "warnings",
      "failure",
      "size",
      "transfer",
      "criticalPath",
      "savedInParallel",
      "order",
      "lastBuilds",
    ]);
    assert.deepEqual(value["criticalPath"], [
      { stage: "deps", took: 300 },
      { stage: "build", took: 2000 },
      { stage: "product", took: 110 },
    ]);
    assert.equal(value["savedInParallel"], 750);
    const [deps] = value["stages"] as { steps: unknown[] }[];
    assert.deepEqual(deps?.steps[1], {
      title: "RUN fetch",
      line: 2,
      platform: null,
      state: "cached",
      took: 250,
      start: 150,
      end: 400,
      critical: true,
      error: null,
      added: null,
      why: null,
    });
  });

  it("names the use that was built, as plain text", () => {
    const build = buildOf({ output: rawjson(WHOLE) });
    const told = reportOf({ ...build, useBuilt: { label: "compose.yaml › a*b*<i>" } }, STARTED);
    assert.match(reportMarkdown(told), /compose\.yaml › a\\\*b\\\*/);
    assert.match(reportBody(told).html, /compose\.yaml › a\*b\*&lt;i&gt;/);
    assert.equal((JSON.parse(reportJson(told)) as Record<string, unknown>)["use"], "compose.yaml › a*b*<i>");
    const own = reportOf({ ...build, useBuilt: { label: "" } }, STARTED);
    assert.equal((JSON.parse(reportJson(own)) as Record<string, unknown>)["use"], null);
  });

  it("has what was sent of the build context, and no Dockerfile or ignore file with it", () => {
    const raw = (id: number, name: string, bytes: number) => {
      const vertex = { digest: `sha256:t${id}`, name, started: at(0), completed: at(400) };
      const status = (current: number) => ({ id: "transferring context:", vertex: vertex.digest, current });
      return [{ vertexes: [vertex] }, { statuses: [status(0)] }, { statuses: [status(bytes)] }]
        .map(message => `${JSON.stringify(message)}\n`)
        .join("");
    };
    const at = (ms: number) => new Date(STARTED + ms).toISOString();
    const output = [
      raw(1, "[internal] load .dockerignore", 2),
      raw(2, "[internal] load build context", 2_050_000),
      raw(3, "[context lib] load from client", 1000),
    ].join("");
    assert.deepEqual(report({ output }).transfer, { bytes: 2_051_000, took: 800 });
    assert.match(
      reportMarkdown(report({ output })),
      /2\\\.1 MB of the build context sent in 0\\\.8 s|2\.1 MB of the build context sent in 0\.8 s/,
    );
    const plain = `#1 [internal] load .dockerignore\n#1 transferring context: 2B done\n#1 DONE 0.0s\n\n#2 [internal] load build context\n#2 transferring context: 1.05MB 0.1s\n#2 transferring context: 2.05MB 0.3s done\n#2 DONE 0.4s\n`;
    assert.deepEqual(report({ output: plain, progress: "plain" }).transfer, { bytes: 2_050_000, took: 400 });
    assert.equal(report({ output: rawjson(WHOLE) }).transfer, undefined);
  });

  it("has what each instruction added to the image, where the engine says it", () => {
    const build = buildOf({ output: rawjson(WHOLE) });
    const history: [createdBy: string, bytes: number][] = [
      ["COPY /app / # buildkit", 3_000_000],
      ["COPY /docs /docs # buildkit", 20_000],
    ];
    const sizes = instructionSizes(
      build.file,
      history.map(([createdBy, bytes]) => ({ createdBy, bytes })),
    );
    const sized = reportOf(build, STARTED + 10_000, { sizes });
    assert.deepEqual(sized.size, {
      total: 3_020_000,
      parts: [
        { kind: "from", source: "build", line: 12, bytes: 3_000_000 },
        { kind: "from", source: "docs", line: 13, bytes: 20_000 },
      ],
    });
    assert.match(reportMarkdown(sized), /\| `COPY --from=build \/app \/` \| 12 \| .* \| 3\.0 MB \|/);
    assert.match(reportMarkdown(sized), /## Size of the image: 3\.0 MB\n\n\| Part/);
    const order = (html: string) =>
      [...html.matchAll(/data-line="(\d+)"\s*>\s*COPY/g)].map(([, line]) => line);
    assert.deepEqual(order(reportBody(sized, true).html), ["12", "13"]);
    assert.ok(reportBody(sized).html.includes('class="added"'));
    assert.ok(!reportBody(report({ output: rawjson(WHOLE) }), true).html.includes('class="added"'));
  });

  it("keeps its table whatever an instruction says", () => {
    const text = "FROM a AS deps\nRUN a | b `c` ``d`` <b> \\| e\n";
    const output = rawjson([["[deps 2/2] RUN x", 0, 1]]);
    const line = reportMarkdown(report({ text, output, target: "deps" }))
      .split("\n")
      .find(row => row.includes("RUN a"));
    assert.equal(
      line?.match(/(?<!\\)\|/g)?.length,
      7,
      "six cells, and no bar within them that a table would take for its own",
    );
  });
});

describe("a report as a page", () => {
  it("lets nothing of a file, an engine or an image become markup", () => {
    const known = new Set([
      "h1",
      "h2",
      "p",
      "div",
      "button",
      "section",
      "svg",
      "rect",
      "title",
      "span",
      "pre",
    ]);
    for (const tag of "table caption thead tbody tr th td ul li".split(" ")) known.add(tag);
    const hostile = [
      `"'><img src=x onerror=alert(1)><script>alert(1)</script>&amp;`,
      "</title></svg><svg onload=alert(1)>",
      "</pre><a href=javascript:alert(1)>x</a><!--",
      "${1} \u0000 \uD800 ]]>",
    ];
    for (const words of hostile) {
      const build = buildOf({
        text: `FROM alpine AS deps\nRUN ${words}\n`,
        target: "deps",
        output: rawjson([
          ["[deps 2/2] RUN x", 0, 1, { error: words }],
          [`[internal] ${words}`, 0, 1],
        ]),
        state: "failed",
      });
      build.record.warnings.push({
        message: words,
        detail: words,
        url: `javascript:${words}`,
        lines: undefined,
      });
      const told = reportOf({ ...build, request: { ...build.request, image: words } }, STARTED);
      const { html } = reportBody({ ...told, file: words, target: words });
      for (const [, tag = ""] of html.matchAll(/<\/?([^\s>]*)/g))
        assert.ok(known.has(tag), `${tag} of ${words}`);
      const attributes = [...html.matchAll(/<[^>]*>/g)].join(" ").replace(/"[^"]*"/g, "");
      assert.doesNotMatch(attributes, /\bon\w+=|&quot;|'/);
    }
  });

  it("is a file of its own that loads nothing, runs nothing and has nothing to press", () => {
    const body = reportBody(report({ output: rawjson(WHOLE) }));
    const style = ".bar { fill: red }";
    const text = exportedPage({ title: "<b>", language: "en", body, style });
    const hash = createHash("sha256").update(style).digest("base64");
    assert.ok(text.includes(`content="default-src 'none'; style-src 'sha256-${hash}'"`));
    assert.ok(text.includes(`<style>${style}</style>`) && text.includes("<title>&lt;b&gt;</title>"));
    assert.doesNotMatch(text, /<button|<script|data-action|class="buttons"|Export as/);
    for (const words of ["RUN make", "product waited", "<svg role=", "<caption>"])
      assert.ok(text.includes(words), words);
  });

  it("says nothing by colour alone: each bar's state stands in the table, and each lane has a name", () => {
    const { html } = reportBody(report({ output: rawjson(WHOLE) }));
    assert.equal(html.match(/<svg role="img" aria-label="[^"]+"/g)?.length, 5);
    assert.equal(html.match(/<rect\b/g)?.length, WHOLE.length);
    assert.equal(html.match(/<th scope="row"/g)?.length, WHOLE.length);
    assert.match(html, /<caption>/);
    assert.equal(html.match(/<th scope="col"/g)?.length, 5);
  });

  it("has an id of its own for each button, so that the focus stays when the page changes", () => {
    const { html } = reportBody(report({ output: rawjson(WHOLE) }));
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(html.match(/<button\b/g)?.length, html.match(/<button\s+id=/g)?.length);
  });

  it("loads and runs nothing but its own style and script", () => {
    const text = page({
      title: "<t>",
      language: "en",
      body: { html: "<p></p>" },
      style: "s",
      script: "j",
      nonce: "abc",
    });
    const [, policy = ""] = /content="(default-src[^"]*)"/.exec(text) ?? [];
    assert.equal(
      policy.replaceAll("&#39;", "'"),
      "default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'",
    );
    assert.ok(text.includes("<title>&lt;t&gt;</title>"));
    for (const [, attributes = ""] of text.matchAll(/<(?:script|link)\b([^>]*)>/g))
      assert.match(attributes, /nonce="abc"/);
  });
});

describe("an instruction of a build", () => {
  const built = instructionsOf(DOCKERFILE);
  const lineNow = (line: number, text: string) => {
    const range = instructionNow(line, built, instructionsOf(text));
    return range && range.start.line + 1;
  };

  it("is found where it stands now", () => {
    assert.equal(lineNow(6, DOCKERFILE), 6);
    assert.equal(lineNow(6, `# new\n\n${DOCKERFILE}`), 8);
    assert.equal(lineNow(6, DOCKERFILE.replace("RUN make", "RUN other")), undefined);
    assert.equal(lineNow(3, DOCKERFILE), undefined);
    assert.equal(lineNow(99, DOCKERFILE), undefined);
  });

  it("is the nearest of those that say the same", () => {
    const twice = DOCKERFILE.replace("RUN write", "RUN make");
    const range = instructionNow(9, instructionsOf(twice), instructionsOf(twice));
    assert.equal(range && range.start.line + 1, 9);
  });
});
