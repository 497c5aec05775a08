import assert from "node:assert/strict";
import { causeText, reasonText } from "../../../client/src/history/reasonWords";
import type { StageCost } from "../../../client/src/history/stageCost";
import { openWorkspace, type Project, type Workspace } from "./built";

const TEXT = `FROM alpine AS deps
ARG VERSION=1
WORKDIR /app
COPY package.json ./
RUN npm ci
FROM deps AS build
COPY src src
RUN npm run build
FROM scratch AS final
COPY --from=tools /bin/tool /tool
COPY --from=build /app/dist /dist
`;
const FILES = { "package.json": "{}", "src/a.ts": "a", "src/b.ts": "b", "README.md": "me" };
const IMAGES = { alpine: "id:sha256:aaaaaaaaaaaaaaaa", tools: "id:sha256:tttttttttttttttt" };
const FIRST: Project = { text: TEXT, files: FILES, images: IMAGES };

const edited = (...changes: [from: string, to: string][]): Project => ({
  ...FIRST,
  text: changes.reduce((text, [from, to]) => text.replace(from, () => to), TEXT),
});
const withFiles = (files: Record<string, string>, ignore?: string): Project => ({
  ...FIRST,
  files: { ...FILES, ...files, ...(ignore !== undefined && { ".dockerignore": ignore }) },
});
const WITHOUT_B = Object.fromEntries(Object.entries(FILES).filter(([path]) => path !== "src/b.ts"));

/** A change since the first build: how many steps run of how many, the cause in a few words, and the reasons of the first one. */
const CHANGES: [
  what: string,
  project: Project,
  expected: [running: number, total: number, cause: string, reasons: string],
][] = [
  ["nothing", FIRST, [0, 7, "", ""]],
  ["a file that nobody reads", withFiles({ "README.md": "you" }), [0, 7, "", ""]],
  ["a file that is ignored", withFiles({ "src/x.log": "x" }, "**/*.log"), [0, 7, "", ""]],
  ["a file", withFiles({ "src/a.ts": "A" }), [3, 7, "COPY src changed", "Files changed: `src/a.ts`."]],
  [
    "a new file",
    withFiles({ "src/c.ts": "c" }),
    [3, 7, "COPY src changed", "Files changed: `src/c.ts` (new)."],
  ],
  [
    "a file that is gone",
    { ...FIRST, files: WITHOUT_B },
    [3, 7, "COPY src changed", "Files changed: `src/b.ts` (removed)."],
  ],
  [
    "a file that is ignored now",
    withFiles({}, "src/b.ts"),
    [3, 7, "COPY src changed", "Files changed: `src/b.ts` (removed)."],
  ],
  [
    "a manifest",
    withFiles({ "package.json": "{1}" }),
    [5, 7, "COPY package.json changed", "Files changed: `package.json`."],
  ],
  [
    "an instruction",
    edited(["npm ci", "npm install"]),
    [4, 7, "RUN npm install changed", "The instruction changed from `RUN npm ci` to `RUN npm install`."],
  ],
  ["white space and comments", edited(["COPY src src", "# all\nCOPY  src   src"]), [0, 7, "", ""]],
  [
    "an argument that a command sees",
    { ...FIRST, args: { VERSION: "2" } },
    [4, 7, "VERSION changed", "`VERSION` changed from `1` to `2`."],
  ],
  ["a variable", edited(["RUN npm ci", "ENV A=1\nRUN npm ci"]), [4, 7, "A changed", "`A` is new: `1`."]],
  ["a label", edited(["RUN npm ci", "LABEL a=1\nRUN npm ci"]), [0, 7, "", ""]],
  [
    "a new instruction",
    edited(["RUN npm ci", "RUN whoami\nRUN npm ci"]),
    [5, 8, "RUN whoami is new", "The instruction is new."],
  ],
  [
    "an instruction that is gone",
    edited(["RUN npm ci\n", ""]),
    [3, 6, "RUN npm ci removed", "An instruction before it was removed: `RUN npm ci`."],
  ],
  [
    "the order",
    edited(["COPY package.json ./\nRUN npm ci", "RUN npm ci\nCOPY package.json ./"]),
    [5, 7, "RUN npm ci moved", "The instruction has moved."],
  ],
  [
    "the folder",
    edited(["/app", "/other"]),
    [6, 7, "WORKDIR /other changed", "The instruction changed from `WORKDIR /app` to `WORKDIR /other`."],
  ],
  [
    "the user",
    edited(["RUN npm ci", "USER me\nRUN npm ci"]),
    [4, 7, "RUN npm ci changed", "The working directory, the user or the shell changed."],
  ],
  [
    "the base",
    edited(["FROM alpine", "FROM debian"]),
    [6, 7, "base changed", "The base changed from `alpine` to `debian`."],
  ],
  [
    "the image under a name",
    { ...FIRST, images: { ...IMAGES, alpine: "id:sha256:bbbbbbbbbbbbbbbb" } },
    [6, 7, "alpine changed", "The image `alpine` changed from `aaaaaaaaaaaa` to `bbbbbbbbbbbb`."],
  ],
  [
    "an image that is copied from",
    { ...FIRST, images: { ...IMAGES, tools: "id:sha256:uuuuuuuuuuuuuuuu" } },
    [2, 7, "tools changed", "The image `tools` changed from `tttttttttttt` to `uuuuuuuuuuuu`."],
  ],
  ["no cache", { ...FIRST, noCache: "all" }, [6, 7, "no cache", "The build does not use the cache for it."]],
  [
    "no cache for a stage",
    { ...FIRST, noCache: ["build"] },
    [2, 7, "no cache", "The build does not use the cache for it."],
  ],
  [
    "no cache for a base",
    { ...FIRST, noCache: ["deps"] },
    [4, 7, "no cache", "The build does not use the cache for it."],
  ],
  [
    // What is copied onto nothing is the same on all of them.
    "the platform",
    { ...FIRST, platform: "linux/arm64" },
    [6, 7, "other platform", "The build is for another platform."],
  ],
  [
    "the builder",
    { ...FIRST, builder: "other" },
    [7, 7, "other builder", "Another builder built it before."],
  ],
  [
    "a stage that is new",
    edited(["FROM scratch AS final", "FROM alpine AS more\nRUN a\nFROM more AS final"]),
    [3, 8, "not built before", "This stage was not built before."],
  ],
  [
    "the name of a stage that is copied from",
    edited(["AS build", "AS compile"], ["--from=build", "--from=compile"]),
    [0, 7, "", ""],
  ],
];

describe("the history of builds", () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = openWorkspace();
  });
  afterEach(() => {
    workspace.dispose();
  });

  for (const [what, project, expected] of CHANGES)
    it(`forecasts what runs, and tells the same afterwards: ${what}`, () => {
      assert.equal(workspace.forecast(FIRST), undefined);
      workspace.build(FIRST);
      assert.deepEqual(summary(workspace.forecast(project), project), expected);
      assert.deepEqual(summary(workspace.build(project), project), expected);
      // Built again, nothing runs, unless the cache is not used.
      const { noCache: forced, ...again } = project;
      assert.equal(workspace.forecast(again)?.running.length, 0, JSON.stringify(forced));
      // An edit that is taken back finds its steps in the cache.
      assert.equal(workspace.forecast(FIRST)?.running.length, 0);
    });

  it("tells of a build that ran again without a change that the cache no longer had it", () => {
    workspace.build(FIRST);
    const cost = workspace.build(FIRST, step => ({ ...step, outcome: "ran" }));
    assert.deepEqual(summary(cost, FIRST), [
      7,
      7,
      "no longer in the cache",
      "Nothing changed. The builder no longer had it in its cache.",
    ]);
  });

  it("does not count what failed, or what the builder did not come to, among what the cache has", () => {
    workspace.build(FIRST, step =>
      step.stage === 2
        ? { ...step, outcome: "unknown" }
        : step.stage === 1 && step.step === 1
          ? { ...step, outcome: "failed" }
          : step,
    );
    assert.deepEqual(
      workspace.forecast(FIRST)?.running.map(({ stage, step }) => [stage, step]),
      [
        [1, 1],
        [2, 0],
        [2, 1],
      ],
    );
  });

  it("knows that a command with its variables in another order is another one, and a COPY is not", () => {
    const text = (first: string, second: string) =>
      TEXT.replace("ARG VERSION=1", `${first}\n${second}`).replace("src src", "src $A$B");
    workspace.build({ ...FIRST, text: text("ENV A=1", "ENV B=2") });
    const swapped = { ...FIRST, text: text("ENV B=2", "ENV A=1") };
    const sentence = "The same variables are set in another order.";
    assert.deepEqual(summary(workspace.forecast(swapped), swapped), [4, 7, "RUN npm ci changed", sentence]);
    const [, copied] = workspace.forecast(swapped)?.running ?? [];
    assert.deepEqual(copied?.reasons, [{ kind: "before", cause: { stage: 0, step: 2 } }]);
  });

  it("leads to a stage that was built since for another target", () => {
    workspace.build(FIRST);
    const changed = withFiles({ "src/a.ts": "A" });
    workspace.build({ ...changed, target: "build" });
    const cost = workspace.forecast(changed);
    assert.deepEqual(
      cost?.running.map(({ text, reasons }) => [text, reasons]),
      [["COPY --from=build /app/dist /dist", [{ kind: "source", stage: 1, cause: { stage: 1, step: 0 } }]]],
    );
    const manifest = withFiles({ "src/a.ts": "A", "package.json": "{1}" });
    workspace.build({ ...manifest, target: "deps" });
    assert.deepEqual(workspace.forecast({ ...manifest, target: "build" })?.running[0]?.reasons, [
      { kind: "source", stage: 0, cause: { stage: 0, step: 1 } },
    ]);
  });

  it("leads from what follows to what began it", () => {
    workspace.build(FIRST);
    const cost = workspace.forecast(withFiles({ "src/a.ts": "A" }));
    assert.deepEqual(
      cost?.running.map(({ text, reasons }) => [
        text,
        ...reasons.map(reason => ("cause" in reason ? [reason.kind, reason.cause] : reason.kind)),
      ]),
      [
        ["COPY src src", "files"],
        ["RUN npm run build", ["before", { stage: 1, step: 0 }]],
        ["COPY --from=build /app/dist /dist", ["source", { stage: 1, step: 0 }]],
      ],
    );
  });

  it("adds up what the steps took last", () => {
    workspace.build(FIRST);
    assert.equal(workspace.forecast(withFiles({ "src/a.ts": "A" }))?.took, 3000);
    assert.equal(workspace.forecast(edited(["npm ci", "npm install"]))?.took, undefined);
  });

  it("names at most 20 files, and counts all", () => {
    workspace.build(FIRST);
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`src/new${index}.ts`, ""]));
    const [first] = workspace.forecast(withFiles(many))?.running ?? [];
    const [reason] = first?.reasons ?? [];
    assert.ok(reason?.kind === "files");
    assert.deepEqual([reason.added.length, reason.count], [20, 30]);
  });

  it("keeps no value of a secret", () => {
    const text = TEXT.replace("ARG VERSION=1", "ARG NPM_TOKEN");
    workspace.build({ ...FIRST, text, args: { NPM_TOKEN: "first" } });
    const project = { ...FIRST, text, args: { NPM_TOKEN: "second" } };
    assert.deepEqual(
      summary(workspace.forecast(project), project)[3],
      "`NPM_TOKEN` changed. Values of secrets are not kept.",
    );
  });
});

function summary(cost: StageCost | undefined, { text }: Project): [number, number, string, string] {
  const names = [...text.matchAll(/^FROM .* AS (\w+)/gm)].map(([, name = ""]) => name);
  const words = {
    quote: (shown: string) => `\`${shown}\``,
    stageName: (stage: number) => names[stage] ?? "",
    stepText: ({ stage, step }: { stage: number; step: number }) => `${stage} ${step}`,
  };
  const [first] = cost?.running ?? [];
  const sentences = first?.reasons.map(reason => reasonText(reason, words)).join(" ") ?? "";
  return [cost?.running.length ?? -1, cost?.total ?? -1, cost ? causeText(cost) : "", sentences];
}
