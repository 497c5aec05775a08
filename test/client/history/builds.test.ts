import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHistory } from "../../../client/src/history/history";
import type { BuildComparison } from "../../../client/src/history/compareTwo";
import { FORMAT, type KeptBuild } from "../../../client/src/history/keptBuild";
import { createStore } from "../../../client/src/history/store";
import {
  firstChosen,
  sharesOf,
  withChosen,
  type HistoryReport,
} from "../../../client/src/report/historyReport";
import { exportedPage } from "../../../client/src/report/exportedPage";
import { historyBody } from "../../../client/src/report/historyPage";
import { historyJson, historyMarkdown } from "../../../client/src/report/historyText";
import { openWorkspace, type Project, type Workspace } from "./built";

const DOCKERFILE = "file:///work/Dockerfile";
const TEXT = `FROM alpine AS deps
COPY package.json ./
RUN npm ci
FROM deps AS build
COPY src src
RUN npm run build
`;
const FILES = { "package.json": "{}", "src/a.ts": "a" };
const FIRST: Project = { text: TEXT, files: FILES };
const EDITED: Project = { ...FIRST, files: { ...FILES, "src/a.ts": "b" } };

/** `stage: text: before | after`, with the kinds of the reasons. */
function rowsOf(comparison: BuildComparison | undefined): string[] {
  const side = (found: BuildComparison["rows"][number]["before"]) =>
    found === undefined
      ? "-"
      : [
          found.outcome,
          ...found.reasons.map(({ kind }) => kind),
          ...(found.took > 0 ? [found.took] : []),
        ].join(" ");
  return (comparison?.rows ?? []).map(
    ({ stage, text, before, after }) => `${stage}: ${text}: ${side(before)} | ${side(after)}`,
  );
}

describe("the kept builds of a Dockerfile", () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = openWorkspace();
  });
  afterEach(() => {
    workspace.dispose();
  });
  /** As another window or session has them. */
  const history = () => createHistory(join(workspace.folder, "kept"), "salt");
  const list = () => history().builds(DOCKERFILE);
  const compare = (one: number, other: number) => {
    const ids = list().map(({ id }) => id);
    return history().compare(DOCKERFILE, ids[one] ?? "", ids[other] ?? "");
  };

  it("say nothing of what would run once the editor has lost its secrets, and are listed all the same", () => {
    workspace.build(FIRST);
    const other = openWorkspace(workspace.folder, "another salt");
    assert.equal(other.forecast(FIRST), undefined);
    const built = other.build(FIRST, step => ({ ...step, outcome: "ran" }));
    assert.deepEqual(
      new Set(built?.running.flatMap(({ reasons }) => reasons.map(({ kind }) => kind))),
      new Set(["first"]),
    );
    assert.equal(list().length, 2);
    assert.equal(compare(0, 1), undefined);
    assert.equal(other.forecast(FIRST)?.running.length, 0);
  });

  it("are listed with time, outcome, steps and size, as they ended", () => {
    workspace.build(FIRST, step => step, { state: "done", took: 5000, size: 1_000_000 });
    workspace.build(
      EDITED,
      step => (step.stage === 1 && step.step === 1 ? { ...step, outcome: "failed" } : step),
      {
        state: "failed",
        took: 2000,
      },
    );
    workspace.build({ ...FIRST, target: "deps" }, step => step, { state: "cancelled", took: 10 });
    assert.deepEqual(
      list().map(({ id, ...rest }) => (assert.match(id, /^\d{13}-/), rest)),
      [
        {
          ...{
            at: 1,
            took: 5000,
            state: "done",
            target: "build",
            builder: "docker",
            platform: "",
            size: 1_000_000,
          },
          steps: { total: 4, ran: 4, cached: 0, failed: 0, unknown: 0 },
        },
        {
          ...{
            at: 2,
            took: 2000,
            state: "failed",
            target: "build",
            builder: "docker",
            platform: "",
            size: undefined,
          },
          steps: { total: 4, ran: 1, cached: 2, failed: 1, unknown: 0 },
        },
        {
          ...{
            at: 3,
            took: 10,
            state: "cancelled",
            target: "deps",
            builder: "docker",
            platform: "",
            size: undefined,
          },
          steps: { total: 2, ran: 0, cached: 2, failed: 0, unknown: 0 },
        },
      ],
    );
    assert.deepEqual(history().builds("file:///work/other.Dockerfile"), []);
  });

  it("are those of earlier versions, too, as far as their steps tell", () => {
    workspace.build(FIRST);
    workspace.build(FIRST, step => ({ ...step, outcome: "failed" }));
    workspace.build(FIRST, step => (step.stage === 1 ? { ...step, outcome: "unknown" } : step));
    assert.deepEqual(
      list().map(({ state, took, size }) => [state, took, size]),
      [
        ["done", undefined, undefined],
        ["failed", undefined, undefined],
        [undefined, undefined, undefined],
      ],
    );
  });

  const COMPARED: [what: string, project: Project, rows: string[]][] = [
    [
      "nothing",
      FIRST,
      [
        "deps: COPY package.json ./: ran first 1000 | cached",
        "deps: RUN npm ci: ran first 1000 | cached",
        "build: COPY src src: ran first 1000 | cached",
        "build: RUN npm run build: ran first 1000 | cached",
      ],
    ],
    [
      "a file",
      EDITED,
      [
        "deps: COPY package.json ./: ran first 1000 | cached",
        "deps: RUN npm ci: ran first 1000 | cached",
        "build: COPY src src: ran first 1000 | ran files 1000",
        "build: RUN npm run build: ran first 1000 | ran before 1000",
      ],
    ],
    [
      "an instruction",
      { ...FIRST, text: TEXT.replace("RUN npm run build", "RUN npm run lint\nRUN npm test") },
      [
        "deps: COPY package.json ./: ran first 1000 | cached",
        "deps: RUN npm ci: ran first 1000 | cached",
        "build: COPY src src: ran first 1000 | cached",
        "build: RUN npm run lint: ran first 1000 | ran instruction 1000",
        "build: RUN npm test: - | ran new before 1000",
      ],
    ],
    [
      "a stage that is gone",
      { ...FIRST, text: TEXT, target: "deps" },
      [
        "deps: COPY package.json ./: ran first 1000 | cached",
        "deps: RUN npm ci: ran first 1000 | cached",
        "build: COPY src src: ran first 1000 | -",
        "build: RUN npm run build: ran first 1000 | -",
      ],
    ],
    [
      "a stage with another place",
      { ...FIRST, text: `FROM alpine AS more\nRUN more\n${TEXT}COPY --from=more /a /a\n` },
      [
        "more: RUN more: - | ran first 1000",
        "deps: COPY package.json ./: ran first 1000 | cached",
        "deps: RUN npm ci: ran first 1000 | cached",
        "build: COPY src src: ran first 1000 | cached",
        "build: RUN npm run build: ran first 1000 | cached",
        "build: COPY --from=more /a /a: - | ran new source 1000",
      ],
    ],
  ];
  for (const [what, project, rows] of COMPARED)
    it(`are compared step by step, with why each ran then: ${what}`, () => {
      workspace.build(FIRST);
      workspace.build(project);
      assert.deepEqual(rowsOf(compare(0, 1)), rows);
      // Whichever is named first: the older one is before.
      assert.deepEqual(compare(1, 0), compare(0, 1));
    });

  it("are compared with none that is not kept any more", () => {
    workspace.build(FIRST);
    assert.equal(compare(0, 0), undefined);
    assert.equal(compare(0, 7), undefined);
  });

  it("are the same list for two windows that build in turn, and after a build that was killed", () => {
    const project = (path: string) => ({ ...FIRST, files: { ...FILES, "src/a.ts": path } });
    const other = openWorkspace(workspace.folder);
    workspace.build(project("one"), step => step, { state: "done" });
    other.build(project("two"), step => step, { state: "failed" });
    // Begun, and never ended: its window was closed.
    other.begin(project("three"));
    workspace.build(project("four"), step => step, { state: "done" });
    assert.deepEqual(
      list().map(({ state }) => state),
      ["done", "failed", "done"],
    );
  });
});

describe("the store of builds with how they ended", () => {
  it("drops what no build can be", () => {
    const folder = mkdtempSync(join(tmpdir(), "ended-"));
    const kept = (changes: object) =>
      ({
        ...{
          format: FORMAT,
          dockerfile: DOCKERFILE,
          at: 1,
          builder: "docker",
          platform: "",
          noCache: [],
          target: 0,
        },
        ...{ stages: [], images: {}, files: {} },
        ...changes,
      }) as unknown as KeptBuild;
    const store = createStore(folder);
    for (const changes of [{ state: "gone" }, { took: "1" }, { size: null }, { size: [] }, { state: 1 }])
      store.keep(kept(changes));
    assert.deepEqual(createStore(folder).read(), []);
    for (const changes of [{}, { state: "failed", took: 1.5, size: 0 }]) store.keep(kept(changes));
    assert.equal(createStore(folder).read().length, 2);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("the page of kept builds", () => {
  const hostile = `</td><img src=x onerror=alert(1)>"' | \`x\` \u001b[2J`;
  const workspace = openWorkspace();
  const project = (content: string): Project => ({
    text: `FROM alpine AS deps\nRUN echo ${hostile.replace(/\n/g, "")}\nCOPY . .\nRUN make\n`,
    files: { "a.txt": content, "<b>.txt": content },
  });
  workspace.build(project("a"), step => step, { state: "done", took: 40_000, size: 2_000_000 });
  workspace.build(project("b"), step => step, { state: "done", took: 12_000, size: 5_000_000 });
  const history = createHistory(join(workspace.folder, "kept"), "salt");
  const builds = history.builds(DOCKERFILE).toReversed();
  const chosen = firstChosen(builds);
  const comparison = history.compare(DOCKERFILE, chosen[0] ?? "", chosen[1] ?? "");
  const report: HistoryReport = { file: hostile, builds, chosen, comparison };
  after(() => {
    workspace.dispose();
  });

  it("lets nothing of a file become markup", () => {
    const { html } = historyBody(report);
    const known = new Set(
      "h1 h2 p div button section svg line text polyline circle title span br table caption thead tbody tr th td".split(
        " ",
      ),
    );
    for (const [, tag = ""] of html.matchAll(/<\/?([^\s>]*)/g)) assert.ok(known.has(tag), tag);
    assert.ok(!html.includes("\u001b") && !historyMarkdown(report).includes("\u001b"));
    const rows = historyMarkdown(report)
      .split("\n")
      .filter(line => line.startsWith("| ran") || /^\| deps/.test(line));
    for (const row of rows) assert.equal(row.match(/(?<!\\)\|/g)?.length, 6, row);
    assert.equal(rows.length, 3);
  });

  it("has nothing to choose in a file of its own", () => {
    const text = exportedPage({ title: "x", language: "en", body: historyBody(report), style: "" });
    assert.doesNotMatch(text, /<button|class="panel"|Select two builds|>\s*Compare\s*</);
    assert.ok(text.includes("The newest build comes first.") && text.includes("Comparison"));
  });

  it("says time, size, outcome and reasons in all its forms", () => {
    const { html } = historyBody(report);
    const seen = html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    for (const words of ["28 s faster", "3.0 MB larger", "12 s", "5.0 MB", "0 of 3", "1 of 3"]) {
      assert.ok(seen.includes(words), words);
      assert.ok(historyMarkdown(report).includes(words), words);
    }
    assert.match(seen, /Files changed: &lt;b&gt;\.txt, a\.txt\./);
    const json = JSON.parse(historyJson(report)) as {
      builds: Record<string, unknown>[];
      comparison: { steps: { text: string; after: { why: string } }[] };
    };
    assert.deepEqual(
      json.builds.map(({ took, size, state }) => [took, size, state]),
      [
        [12_000, 5_000_000, "done"],
        [40_000, 2_000_000, "done"],
      ],
    );
    assert.equal(json.comparison.steps[2]?.after.why, "It comes after COPY ., which is not cached.");
    assert.equal((html.match(/aria-pressed="true"/g) ?? []).length, 2);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual([...new Set(ids)], ids);
  });

  it("compares first the newest two of a stage, and then what a person picks", () => {
    const [newest, before] = builds.map(({ id }) => id);
    assert.deepEqual(chosen, [before, newest]);
    assert.deepEqual(firstChosen(builds.slice(0, 1)), []);
    assert.deepEqual(withChosen([], "a"), ["a"]);
    assert.deepEqual(withChosen(["a"], "b"), ["a", "b"]);
    assert.deepEqual(withChosen(["a", "b"], "c"), ["b", "c"]);
    assert.deepEqual(withChosen(["a", "b"], "a"), ["b"]);
    assert.deepEqual(
      sharesOf(builds, "deps").map(({ cached, total }) => [cached, total]),
      [
        [0, 3],
        [1, 3],
      ],
    );
    for (const text of [historyBody({ ...report, builds: [], chosen: [], comparison: undefined }).html])
      assert.doesNotMatch(text, /undefined|NaN/);
  });
});
