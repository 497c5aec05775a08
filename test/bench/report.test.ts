import assert from "node:assert/strict";
import { summed } from "../../bench/buildFigures";
import type { Figure } from "../../bench/measure";
import { report } from "../../bench/report";
import { milliseconds, table } from "../../bench/table";
import { together } from "../../bench/windowFigures";

const pair = (later: number) => ({
  bare: { firstStep: 200, whole: 1_000 },
  ours: { firstStep: 200 + later, whole: 1_000 + later },
});
const FRAMES = [
  { count: 200, longest: 61, longestWork: 40, long: 0 },
  { count: 300, longest: 99, longestWork: 20, long: 0 },
];
const starts = (ours: number) => [
  { label: "an empty program", rounds: 25, initialize: 40, diagnostics: null, memory: null },
  { label: "theirs", rounds: 25, initialize: 100, diagnostics: 150, memory: 70 * 2 ** 20 },
  { label: "ours, asked", rounds: 25, initialize: ours, diagnostics: 99, memory: 60 * 2 ** 20 },
  { label: "ours, sending", rounds: 25, initialize: 50, diagnostics: 3 * ours, memory: 60 * 2 ** 20 },
];
const results = (edit: number) => ({
  date: new Date("2026-01-02T03:04:05Z"),
  machine: "2 cores",
  disturbance: null as string | null,
  theirs: "0.15.0",
  servers: ["theirs", "ours, asked", "ours, sending"],
  starts: starts(50),
  figures: new Map<number, Figure[]>([
    [500, [{ measure: "edit", lineCount: 477, rounds: 5, values: [10, 0.5, edit] }]],
  ]),
  delivered: { vsix: 300 * 1024 },
  features: [
    { title: "rename", lineCount: 4_971, rounds: 9, theirs: 30, ours: 2, read: { theirs: 4, ours: 0.3 } },
    {
      title: "linked editing",
      lineCount: 477,
      rounds: 9,
      theirs: null,
      ours: 0.5,
      read: { theirs: null, ours: 0.1 },
    },
  ],
  rules: [{ lineCount: 4_971, rounds: 9, on: 2.8, off: 2 }],
  findings: [{ rule: "UnusedStage", lines: 5_000, lineCount: 5_321, rounds: 9, values: [200, 2, 4] }],
  unchanged: { lineCount: 5_321, rounds: 9, milliseconds: 0.25 },
  real: {
    edits: [{ lineCount: 49, findings: 12, rounds: 9, values: [1, 0.1, 0.2], empty: 0.05 }],
    opened: 759,
    opening: [3, 2, 2.5],
    memory: [2 ** 26, 2 ** 25, 2 ** 25],
  },
  hostile: [{ title: "a circle", characters: 1234, first: 12.34, slowest: 5.678 }],
  shapes: [{ title: "flags", units: 8_000, small: 5, large: 40, megabyte: 600 }],
  graph: { answer: 20, layout: 150 },
  forecast: { ignored: 10, tooMany: 500, longestBlock: 5 },
  newDockerfile: [{ title: "Go", projects: 90, dockerfile: 120 }],
  commandLine: {
    files: 751,
    figures: [
      { label: "dockerfile-stages", all: 1_200, one: 90 },
      { label: "tally", all: 9_000, one: 150 },
      { label: "hadolint", all: null, one: null },
    ],
  },
  around: {
    rounds: 3,
    dockerfiles: 2000,
    around: 3000,
    known: 1500,
    longestEdit: 20,
    memory: 40 * 2 ** 20,
    rename: 400,
    renamed: 2001,
  },
  builds: {
    figures: summed({ first: [pair(100)], quick: [pair(90)], slow: [pair(20)] }, true),
    skipped: null,
  },
  window: {
    figures: [{ title: "one line", isBuild: true, runs: 2, frames: together(FRAMES) }],
    skipped: null,
  },
  web: { rounds: 5, page: 900, text: 1_200, diagnostics: 1_500, skipped: null },
});

describe("bench: report", () => {
  it("shows every figure with the ratio to the slower of ours", () => {
    const { page, missed } = report(results(0.8));
    const rows = page.split("\n").map(line => line.replace(/ +/g, " "));
    assert.ok(rows.includes("| 477 | edit to diagnostics | 5 | 10.0 | 0.50 | 0.80 | 12.5x |"), page);
    assert.ok(rows.includes("| 5321 | UnusedStage | 9 | 200 | 2.00 | 4.00 | 50.0x |"), page);
    assert.ok(rows.includes("| 49 | 12 | 9 | 1.00 | 0.10 | 0.20 | 5.0x | 0.05 | 20.0x |"), page);
    assert.ok(rows.includes("| open one | | 759 | 3.00 | 2.00 | 2.50 | 1.2x | | |"), page);
    assert.ok(rows.includes("| 5 | 900 | 1200 | 1500 |"), page);
    assert.ok(rows.includes("| memory | | | 64 MB | 32 MB | 32 MB | 2.0x | | |"), page);
    assert.ok(page.includes("not changed: 0.25 ms at 5321 lines."));
    assert.ok(page.includes("2026-01-02 · 2 cores"));
    assert.deepEqual(missed, []);
  });

  it("shows the frames of all runs together, and holds the longest against its goal", () => {
    const shown = results(0.8);
    const rows = report(shown)
      .page.split("\n")
      .map(line => line.replace(/ +/g, " "));
    assert.ok(rows.includes("| one line | 2 | 500 | 99 | 40 | 0 |"));
    const frames = together([...FRAMES, { count: 9, longest: 101, longestWork: undefined, long: 1 }]);
    const [window] = shown.window.figures;
    assert.ok(window);
    const met = (isBuild: boolean) =>
      report({ ...shown, window: { figures: [{ ...window, isBuild, frames }], skipped: null } }).missed.map(
        ({ reached }) => reached,
      );
    assert.deepEqual(met(true), ["101 ms"]);
    assert.deepEqual(met(false), []);
  });

  it("shows the starts, and holds the slower of ours against an empty program and theirs", () => {
    const rows = (ours: number) => {
      const { page, missed } = report({ ...results(0.8), starts: starts(ours) });
      return [page.replace(/ +/g, " "), missed.map(({ reached }) => reached)] as const;
    };
    const [page, missed] = rows(50);
    assert.ok(page.includes("| an empty program | 25 | 40.0 | 1.00x | | |"), page);
    assert.ok(page.includes("| ours, asked | 25 | 50.0 | 1.25x | 99.0 | 60 MB |"), page);
    assert.deepEqual(missed, []);
    assert.deepEqual(rows(52)[1], ["156 for 150 ms"]);
    assert.deepEqual(rows(53)[1], ["1.32x", "159 for 150 ms"]);
  });

  it("shows what was missed", () => {
    const { page, missed } = report(results(2));
    assert.equal(missed.length, 1);
    assert.match(
      page,
      /\| edit to diagnostics at 500 lines at least 10x faster +\| 5\.0x +\| \*\*missed\*\* \|/,
    );
  });

  it("shows the forecast, and holds it and what it blocks against their goals", () => {
    const { page, missed } = report(results(0.8));
    assert.ok(page.replace(/ +/g, " ").includes("| not ignored: too many files | 500 |"), page);
    assert.deepEqual(missed, []);
    const slow = { ignored: 10, tooMany: 701, longestBlock: 51 };
    const reached = report({ ...results(0.8), forecast: slow }).missed.map(verdict => verdict.reached);
    assert.deepEqual(reached, ["1001 ms", "51 ms"]);
  });

  it("shows what a proposal for a Dockerfile costs, and holds the slowest against its goal", () => {
    const { page } = report(results(0.8));
    assert.ok(page.replace(/ +/g, " ").includes("| Go | 90.0 | 120 |"), page);
    const slow = [
      { title: "Go", projects: 90, dockerfile: 120 },
      { title: "Rust", projects: 201, dockerfile: 100 },
    ];
    const reached = report({ ...results(0.8), newDockerfile: slow }).missed.map(verdict => verdict.reached);
    assert.deepEqual(reached, ["201 ms"]);
  });

  it("says when the machine was busy", () => {
    assert.ok(!report(results(1)).page.includes("busy"));
    assert.ok(report({ ...results(1), disturbance: "busy" }).page.includes("**busy**"));
  });

  it("shows every feature, with a ratio where the other server has it", () => {
    const rows = report(results(1))
      .page.split("\n")
      .map(line => line.replace(/ +/g, " "));
    assert.ok(rows.includes("| 4971 | rename | 9 | 30.0 | 2.00 | 15.0x | 4.00 | 0.30 |"));
    assert.ok(rows.includes("| 477 | linked editing | 9 | | 0.50 | | | 0.10 |"));
  });

  it("shows what the rules cost", () => {
    const rows = report(results(1))
      .page.split("\n")
      .map(line => line.replace(/ +/g, " "));
    assert.ok(rows.includes("| 4971 | 9 | 2.80 | 2.00 | 1.40x |"));
  });

  it("shows what texts that nobody writes cost", () => {
    const rows = report(results(1))
      .page.split("\n")
      .map(line => line.replace(/ +/g, " "));
    assert.ok(rows.includes("| a circle | 1234 | 12.3 | 5.68 |"));
  });

  it("keeps three digits", () => {
    assert.deepEqual([0.1234, 12.34, 1234.5].map(milliseconds), ["0.12", "12.3", "1235"]);
  });

  it("lines the columns up", () => {
    assert.deepEqual(table(["a", "name"], [["1", "x"]], [0]), [
      "|   a | name |",
      "| --: | ---- |",
      "|   1 | x    |",
    ]);
  });

  it("shows what a click costs, and holds it against its goals", () => {
    const rows = (first: number, slow: number, skipped: string | null = null) => {
      const pairs = { first: [pair(first)], quick: [pair(90)], slow: [pair(slow)] };
      const { page, missed } = report({ ...results(1), builds: { figures: summed(pairs, true), skipped } });
      return { page: page.replace(/ +/g, " "), missed: missed.map(({ reached }) => reached) };
    };
    const { page, missed } = rows(100, 20);
    assert.ok(
      page.includes(
        "| VS Code | later clicks, all in the cache | 1 | 200 | 290 | 90 | 1000 | 1090 | 1.090x |",
      ),
      page,
    );
    assert.deepEqual(missed, []);
    assert.deepEqual(rows(151, 20).missed, ["151 ms"]);
    assert.deepEqual(rows(100, 31).missed, ["1.031x"]);
    assert.ok(rows(1, 1, "no engine").page.includes("Not all was measured: no engine"));
  });
});
