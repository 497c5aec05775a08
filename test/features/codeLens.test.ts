import assert from "node:assert/strict";
import { codeLenses, resolveCodeLens } from "../../server/src/features/codeLens";
import type { Use } from "../../server/src/around/use";
import { NOTHING_LINKED } from "../../server/src/features/linkedStages";
import type { LinkedDockerfiles } from "../../server/src/features/linkedStages";
import type { LensSupport } from "../../server/src/features/codeLens";
import {
  BUILD_COMMAND,
  CONVERT_COMMAND,
  LENS_KINDS,
  RUN_COMMAND,
  SHOW_REFERENCES_COMMAND,
} from "../../server/src/protocol";
import type { LensData } from "../../server/src/protocol";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { realFiles, withSharedData } from "../stages/sharedData";
import { URI, contextOf } from "../support/feature";
import { HOSTILE_TEXTS } from "../support/hostileTexts";
import { DRESSES, PLACES, stagesBefore } from "./places";

const EVERY_LENS = { ...DEFAULT_SETTINGS, codeLens: { ...DEFAULT_SETTINGS.codeLens, description: true } };

const ALL: LensSupport = { commands: new Set([BUILD_COMMAND, SHOW_REFERENCES_COMMAND]), resolves: false };
const NO_COMMANDS: LensSupport = { commands: new Set(), resolves: false };

type Switches = Partial<Settings["codeLens"]>;

function settingsWith(codeLens: Switches, more: Partial<Settings> = {}): Settings {
  return { ...EVERY_LENS, ...more, codeLens: { ...EVERY_LENS.codeLens, ...codeLens } };
}

/** The titles, stage by stage. */
function titles(text: string, settings = EVERY_LENS, support = ALL): string[] {
  const byLine = new Map<string, string[]>();
  for (const { range, command } of codeLenses(contextOf(text, settings), support)) {
    const place = JSON.stringify(range);
    byLine.set(place, [...(byLine.get(place) ?? []), command?.title ?? "?"]);
  }
  return [...byLine.values()].map(group => group.join(" | "));
}

const FILE = `# One makes it
# one is the first of $(all)
FROM a AS One
RUN true
FROM one
from c AS dev
COPY --from=one /a /b
COPY --from=1 /a /b
FROM one AS last
`;

describe("code lenses", () => {
  it("stand over each FROM and say what can be done and what is to be known", () => {
    assert.deepEqual(titles(FILE), [
      "▶ Build up to One | 3 references | is the first of $ (all)",
      "▶ Name this stage and build | 1 reference | unused",
      "▶ Build up to dev | only with --target dev",
      "▶ Build last | default target",
    ]);
    assert.deepEqual(titles("FROM a\n"), ["▶ Build | default target"]);
  });

  it("count where other files name a stage", () => {
    const place = { file: "/compose.yaml", span: { start: 3, end: 6 } };
    const target = (text: string, start = 3) => ({
      text,
      isOpen: false,
      place: { ...place, span: { start, end: start + 3 } },
    });
    const use = { target: target("DEV"), noCacheFilters: [target("one", 9)] } as unknown as Use;
    const range = (start: number) => ({
      start: { line: 0, character: start },
      end: { line: 0, character: start + 3 },
    });
    const linked: LinkedDockerfiles = {
      ...NOTHING_LINKED,
      // Two services that merge the same lines are one place.
      usesOf: (uri: string) => (uri === URI ? [use, use] : []),
      locate: ({ span }: { span: { start: number } }) => ({
        uri: "file:///compose.yaml",
        range: range(span.start),
      }),
    };
    assert.deepEqual(titles(FILE, EVERY_LENS, { ...ALL, linked }), [
      "▶ Build up to One | 4 references | is the first of $ (all)",
      "▶ Name this stage and build | 1 reference | unused",
      "▶ Build up to dev | 1 reference | only with --target dev",
      "▶ Build last | default target",
    ]);
  });

  it("stand on the keyword of the FROM, in whatever dress", () => {
    for (const [dress, wear] of Object.entries(DRESSES))
      for (const { title, form, instruction } of PLACES) {
        if (form !== "FROM") continue;
        const context = contextOf(
          wear(`FROM alpine AS first\n${instruction.replace("@", "first")}\n`),
          EVERY_LENS,
        );
        const lenses = codeLenses(context, ALL);
        const texts = new Set(lenses.map(({ range }) => context.document.getText(range).toUpperCase()));
        assert.deepEqual([...texts], ["FROM"], `${dress}, ${title}`);
        const built = lenses.filter(({ command }) => command?.command === BUILD_COMMAND);
        assert.equal(built.length, 2 + stagesBefore(dress), `${dress}, ${title}`);
      }
  });

  it("carry the stage, and where its references are to be asked for", () => {
    const commands = codeLenses(contextOf(FILE, EVERY_LENS), ALL).map(({ command }) => command);
    const of = (name: string) =>
      commands.filter(command => command?.command === name).map(command => command?.arguments);
    assert.deepEqual(
      of(BUILD_COMMAND),
      [0, 1, 2, 3].map(stage => [{ uri: URI, stage }]),
    );
    assert.deepEqual(of(SHOW_REFERENCES_COMMAND), [
      [{ uri: URI, at: { line: 2, character: 10 }, ask: { line: 2, character: 10 } }],
      // It has no name to ask at, but an index that means it.
      [{ uri: URI, at: { line: 4, character: 0 }, ask: { line: 7, character: 12 } }],
    ]);
  });

  it("convert the only stage of a file that gains by it, where the client can", () => {
    const commands = new Set([CONVERT_COMMAND]);
    const of = (text: string, support: Partial<LensSupport>) =>
      codeLenses(contextOf(text), { commands, resolves: false, ...support })
        .filter(({ command }) => command?.command === CONVERT_COMMAND)
        .map(({ command }) => [command?.title, command?.arguments]);
    const lens = ["Convert to Multi-Stage…", [{ uri: URI, stage: 0 }]];
    assert.deepEqual(of("FROM golang\nRUN go build\n", { gains: true }), [lens]);
    assert.deepEqual(of("FROM golang\nRUN go build\n", {}), []);
    assert.deepEqual(of("FROM golang\nRUN go build\n", { gains: true, commands: new Set() }), []);
    assert.deepEqual(of("FROM golang\nFROM alpine\n", { gains: true }), []);
  });

  it("run the image of a stage that says what to run, and of those that are based on it", () => {
    const text = "FROM a AS x\nRUN x\nFROM x AS y\nENTRYPOINT y\nFROM y AS z\nUSER 1\nFROM x\n";
    const lenses = codeLenses(contextOf(text), { commands: new Set([RUN_COMMAND]), resolves: false });
    const run = lenses.filter(({ command }) => command?.command === RUN_COMMAND);
    assert.deepEqual(
      run.map(({ command }) => [command?.title, command?.arguments]),
      [1, 2].map(stage => ["Run", [{ uri: URI, stage }]]),
    );
  });

  it("run a stage whose image has a CMD of its own, and those that are based on it", () => {
    const stages: [line: string, isRun: boolean][] = [
      ["FROM nginx:1.27-alpine AS a", true],
      ["FROM docker.io/library/redis@sha256:0 AS b", true],
      ["FROM a AS c", true],
      ["FROM scratch AS d", false],
      ["FROM gcr.io/distroless/static AS e", false],
      ["FROM somebody/nginx AS f", false],
      ["FROM $BASE AS g", false],
    ];
    const text = stages.map(([line]) => `${line}\n`).join("");
    const lenses = codeLenses(contextOf(text), { commands: new Set([RUN_COMMAND]), resolves: false });
    const run = lenses.filter(({ command }) => command?.command === RUN_COMMAND);
    assert.deepEqual(
      run.map(({ range }) => range.start.line),
      stages.flatMap(([, isRun], line) => (isRun ? [line] : [])),
    );
  });

  it("are those that the settings turn on", () => {
    const off = { build: false, references: false, role: false, description: false };
    const of = (codeLens: Switches) => titles(FILE, settingsWith(codeLens));
    assert.deepEqual(of({ ...off, build: true }).at(-1), "▶ Build last (default target)");
    assert.deepEqual(of({ ...off, references: true }), ["3 references", "1 reference"]);
    assert.deepEqual(of({ ...off, role: true }), ["unused", "only with --target dev", "default target"]);
    assert.deepEqual(of({ ...off, description: true }), ["is the first of $ (all)"]);
    assert.deepEqual(of(off), []);
    assert.deepEqual(of({ enabled: false }), []);
  });

  it("take the targets of the settings for targets", () => {
    assert.deepEqual(titles(FILE, settingsWith({ build: false, references: false }, { targets: ["DEV"] })), [
      "is the first of $ (all)",
      "default target",
    ]);
    const other = settingsWith({ build: false, references: false }, { targets: ["one"] });
    assert.ok(titles(FILE, other).includes("unused"));
    assert.ok(!titles(FILE, other).some(title => title.includes("--target")));
  });

  it("do not call a FROM unused that somebody is writing", () => {
    for (const half of ["FROM", "FROM ", "FROM b AS", "FROM b a"])
      assert.deepEqual(titles(`FROM a AS x\n${half}\nFROM x\n`).length, 3, half);
    for (const half of ["FROM", "FROM b AS"])
      assert.equal(titles(`${half}\nFROM a\n`)[0], "▶ Name this stage and build", half);
  });

  it("only say something where the client has no command for them", () => {
    const lenses = codeLenses(contextOf(FILE, EVERY_LENS), NO_COMMANDS);
    assert.ok(lenses.length > 0);
    for (const { command } of lenses) assert.equal(command?.command, "");
    assert.deepEqual(titles(FILE, EVERY_LENS, NO_COMMANDS), [
      "3 references | is the first of $ (all)",
      "1 reference | unused",
      "only with --target dev",
      "default target",
    ]);
  });

  it("are no answer where there is no stage", () => {
    assert.deepEqual(titles("# FROM a\nRUN <<EOF\nFROM b\nEOF\n"), []);
  });

  it("are resolved to nothing that is not there", () => {
    const context = contextOf(FILE, EVERY_LENS);
    for (const [stage, kind] of [
      [4, "build"],
      [-1, "build"],
      [0.5, "build"],
      [3, "references"],
      [1, "description"],
    ] as const)
      assert.equal(resolveCodeLens(context, ALL, { uri: URI, stage, kind }), null);
  });

  const texts = {
    "a file": FILE,
    ...Object.fromEntries(Object.entries(HOSTILE_TEXTS).map(([title, { text }]) => [title, text])),
  };
  for (const [title, text] of Object.entries(texts))
    it(`are the same, resolved or not: ${title}`, () => {
      check(text, 20);
    });

  withSharedData(() => {
    it("are one set a stage in real files, the same resolved or not", () => {
      for (const { dockerfile } of realFiles()) check(dockerfile, Infinity);
    }).timeout(60_000);
  });
});

/** One set of lenses a stage, in order; of the first ones and the last ones the commands that resolving gives. */
function check(text: string, most: number): void {
  const context = contextOf(text, EVERY_LENS);
  const eager = codeLenses(context, ALL);
  const lazy = codeLenses(context, { ...ALL, resolves: true });
  assert.deepEqual(
    lazy.map(({ range }) => range),
    eager.map(({ range }) => range),
  );
  const data = lazy.map(lens => lens.data as LensData);
  const rank = ({ stage, kind }: LensData) => stage * LENS_KINDS.length + LENS_KINDS.indexOf(kind);
  assert.ok(data.every((one, index) => index === 0 || rank(one) > rank(data[index - 1] ?? one)));
  assert.equal(data.filter(({ kind }) => kind === "build").length, context.analysis.model.stages.length);
  for (const [index, { command }] of eager.entries()) {
    assert.equal(lazy[index]?.command, undefined);
    const one = data[index];
    if (one && (index < most || index >= eager.length - most))
      assert.deepEqual(resolveCodeLens(context, ALL, one), command);
  }
}
