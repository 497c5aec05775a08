import assert from "node:assert/strict";
import { graphAnswer } from "../../server/src/features/graph";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { contextOf } from "../support/feature";
import { workspaceOf } from "../support/usesAround";

/** A file, and what its graph has: nodes as `kind name`, edges as `from KIND to`; what the target does not need is in parentheses. */
interface Case {
  readonly name: string;
  readonly text: string;
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  readonly ask?: { target?: string; stage?: number };
  readonly contexts?: Record<string, string>;
  readonly platforms?: string[];
}

const CASES: readonly Case[] = [
  { name: "a file without a stage", text: "ARG A\n", nodes: [], edges: [] },
  {
    name: "each kind of edge, and what only another target needs",
    text: `FROM golang AS base
ONBUILD COPY --from=nginx /a /b
FROM base AS tools
FROM scratch AS unused
COPY --from=tools /a /b
FROM alpine AS end
RUN --mount=from=tools,target=/t make
COPY --from=0 /a /b
COPY --from=base /c /d
`,
    nodes: [
      "stage base",
      "stage tools",
      "(stage unused)",
      "stage end",
      "image golang",
      "image nginx",
      "(scratch scratch)",
      "image alpine",
    ],
    edges: [
      "golang FROM base",
      "base FROM tools",
      "nginx ONBUILD tools",
      "(scratch FROM unused)",
      "(tools COPY unused)",
      "alpine FROM end",
      "tools MOUNT end",
      "base COPY end ×2",
    ],
  },
  {
    name: "another target, in any case",
    text: "FROM a AS one\nFROM one AS two\nFROM one AS three\n",
    ask: { target: "TWO" },
    nodes: ["stage one", "stage two", "(stage three)", "image a"],
    edges: ["a FROM one", "one FROM two", "(one FROM three)"],
  },
  {
    name: "a target that has no name",
    text: "FROM a\nFROM b AS two\n",
    ask: { stage: 0 },
    nodes: ["stage stage-0", "(stage two)", "image a", "(image b)"],
    edges: ["a FROM stage-0", "(b FROM two)"],
  },
  {
    name: "a target that is not there",
    text: "FROM a AS one\n",
    ask: { target: "none" },
    nodes: ["(stage one)", "(image a)"],
    edges: ["(a FROM one)"],
  },
  {
    name: "two stages of one name: what means the name means the last one",
    text: "FROM a AS build\nFROM b AS build\nFROM c\nCOPY --from=build / /\n",
    nodes: [
      "(stage build [a later stage has this name])",
      "stage build",
      "stage stage-2",
      "(image a)",
      "image b",
      "image c",
    ],
    edges: ["(a FROM build)", "b FROM build", "c FROM stage-2", "build COPY stage-2"],
  },
  {
    name: "circular dependencies, of a stage with itself and of two",
    text: "FROM a AS self\nCOPY --from=self / /\nFROM a AS one\nCOPY --from=two / /\nFROM a AS two\nCOPY --from=one / /\n",
    nodes: ["(stage self)", "stage one", "stage two", "image a"],
    edges: [
      "(a FROM self)",
      "(self COPY self, circular)",
      "a FROM one",
      "two COPY one, circular",
      "a FROM two",
      "one COPY two, circular",
    ],
  },
  {
    name: "what a build argument has yet to give, and what is nothing",
    text: "ARG BASE\nFROM ${BASE} AS one\nFROM alpine AS two\nCOPY --from=one: /a /b\nCOPY --from=7 /a /b\n",
    nodes: [
      "(stage one)",
      "stage two",
      "(open ${BASE} [depends on a build argument])",
      "image alpine",
      "missing one: [not found]",
      "missing 7 [not found]",
    ],
    edges: ["(${BASE} FROM one)", "alpine FROM two", "one: COPY two", "7 COPY two"],
  },
  {
    name: "a base that is another one on each platform",
    text: "FROM a AS build-amd64\nFROM b AS build-arm64\nFROM build-${TARGETARCH} AS end\n",
    platforms: ["linux/amd64", "linux/arm64"],
    nodes: ["stage build-amd64", "stage build-arm64", "stage end", "image a", "image b"],
    edges: [
      "a FROM build-amd64",
      "b FROM build-arm64",
      "build-amd64 FROM end for linux/amd64",
      "build-arm64 FROM end for linux/arm64",
    ],
  },
  {
    name: "named contexts, in place of an image and of a stage",
    text: "FROM tools:latest AS build\nFROM golang AS deps\nFROM alpine\nCOPY --from=build / /\nCOPY --from=deps / /\nCOPY --from=tools / /\n",
    contexts: { tools: "../tools", deps: "../deps" },
    nodes: [
      "stage build",
      "stage deps [replaced by a named context]",
      "stage stage-2",
      "context tools:latest",
      "(image golang)",
      "context deps",
      "image alpine",
    ],
    edges: [
      "tools:latest FROM build",
      "(golang FROM deps)",
      "deps CONTEXT deps",
      "alpine FROM stage-2",
      "build COPY stage-2",
      "deps COPY stage-2",
      "tools:latest COPY stage-2",
    ],
  },
  {
    name: "a FROM that is still being written",
    text: "FROM\nFROM a AS\nFROM AS x\n",
    nodes: ["(stage stage-0)", "(stage stage-1)", "stage stage-2", "(image a)", "missing AS [not found]"],
    edges: ["(a FROM stage-1)", "AS FROM stage-2"],
  },
];

describe("the answer to dockerfileStages/graph", () => {
  for (const { name, text, nodes, edges, ask = {}, contexts = {}, platforms = [] } of CASES)
    it(name, () => {
      const settings = { ...DEFAULT_SETTINGS, build: { ...DEFAULT_SETTINGS.build, contexts, platforms } };
      const graph = graphAnswer(contextOf(text, settings), ask);
      const labels = new Map(graph.nodes.map(({ id, label }) => [id, label]));
      const shown = (isNeeded: boolean, text: string) => (isNeeded ? text : `(${text})`);
      assert.deepEqual(
        graph.nodes.map(({ kind, label, note, isNeeded }) =>
          shown(isNeeded, `${kind} ${label}${note === "" ? "" : ` [${note}]`}`),
        ),
        nodes,
      );
      assert.deepEqual(
        graph.edges.map(({ from, to, kind, isNeeded, isCircular, platforms, ranges }) =>
          shown(
            isNeeded,
            `${labels.get(from) ?? "?"} ${kind} ${labels.get(to) ?? "?"}` +
              (platforms.length > 0 ? ` for ${platforms.join(", ")}` : "") +
              (isCircular ? ", circular" : "") +
              (ranges.length > 1 ? ` ×${ranges.length}` : ""),
          ),
        ),
        edges,
      );
    });

  it("says of each node in a sentence what it is and what it is made of", () => {
    const text =
      "FROM golang AS base\n# deps gets the modules\nFROM base AS deps\nRUN --mount=from=node,target=/n x\nFROM base\nCOPY --from=deps / /\nFROM alpine\n";
    assert.deepEqual(
      graphAnswer(contextOf(text), { stage: 2 }).nodes.map(({ sentence }) => sentence),
      [
        "Stage base; based on golang",
        "Stage deps; gets the modules; based on base; mounts node",
        "Stage stage-2; based on base; copies from deps",
        "Stage stage-3; based on alpine; not needed for the target",
        "Image golang",
        "Image node",
        "Image alpine; not needed for the target",
      ],
    );
  });

  it("leads to the stage of another Dockerfile whose image a build gives", async () => {
    const workspace = await workspaceOf({
      "docker-bake.hcl":
        'target "base" {\n  context = "base"\n  target = "tools"\n}\ntarget "app" {\n  context = "app"\n  contexts = {\n    base = "target:base"\n    data = "./data"\n  }\n}\n',
      "base/Dockerfile": "FROM alpine AS tools\nFROM alpine\n",
      "app/Dockerfile": "FROM base\nCOPY --from=data / /\n",
    });
    const linked = await workspace.linkedWith("app/Dockerfile");
    const { nodes } = graphAnswer(workspace.contextOf("app/Dockerfile"), {}, linked);
    assert.deepEqual(
      nodes.slice(1).map(({ kind, label, detail, uri, range }) => [kind, label, detail, uri, range?.start]),
      [
        [
          "otherStage",
          "tools",
          "base/Dockerfile",
          workspace.uriOf("base/Dockerfile"),
          { line: 0, character: 15 },
        ],
        ["context", "data", "./data", undefined, { line: 1, character: 12 }],
      ],
    );
  });

  it("tells where everything is written", () => {
    const { nodes, edges } = graphAnswer(contextOf("FROM a AS one\nFROM b\nCOPY --from=one / /\n"), {});
    const at = (range: (typeof nodes)[number]["range"] | undefined) =>
      range && `${range.start.line}:${range.start.character}-${range.end.character}`;
    assert.deepEqual(
      nodes.map(({ range }) => at(range)),
      ["0:10-13", "1:0-4", "0:5-6", "1:5-6"],
    );
    assert.deepEqual(
      edges.map(({ ranges }) => at(ranges[0])),
      ["0:5-6", "1:5-6", "2:12-15"],
    );
  });

  it("says that a file is a template", () => {
    assert.equal(graphAnswer(contextOf("FROM {{ base }}\n"), {}).isTemplate, true);
    assert.equal(graphAnswer(contextOf("FROM base\n"), {}).isTemplate, false);
  });

  it("is made in linear time: of ten thousand stages that all use the first", () => {
    const text = `FROM a AS one\n${"FROM one\nCOPY --from=one / /\n".repeat(10_000)}`;
    const { nodes, edges } = graphAnswer(contextOf(text), {});
    assert.deepEqual([nodes.length, edges.length], [10_002, 20_001]);
  });
});
