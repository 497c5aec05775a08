import assert from "node:assert/strict";
import type { SavedImage } from "../../../client/src/inside/savedImage";
import { stageContent, type StageContent } from "../../../client/src/report/content";
import { contentBody } from "../../../client/src/report/contentPage";
import { contentJson, contentMarkdown } from "../../../client/src/report/contentText";
import { instructionsOf, modelOf } from "../modelOf";

type Layer = [createdBy: string, files?: Record<string, number>];

/** An image of layers with files of these sizes; one without files only changed the configuration. */
function savedOf(layers: readonly Layer[]): SavedImage {
  const own = layers.flatMap(([, files]) =>
    files === undefined
      ? []
      : [Object.entries(files).map(([path, size]) => ({ path, size, kind: "file" as const }))],
  );
  let next = 0;
  const history = layers.map(([createdBy, files]) => ({
    createdBy,
    bytes: Object.values(files ?? {}).reduce((sum, bytes) => sum + bytes, 0),
    layer: files === undefined ? undefined : next++,
  }));
  return { layers: own, history, isCut: false };
}

function contentOf(text: string, layers: readonly Layer[], target?: number): StageContent {
  const model = modelOf(text);
  const file = {
    name: "Dockerfile",
    lines: text.split("\n"),
    model,
    instructions: instructionsOf(text),
    target: target ?? model.stages.length - 1,
  };
  const content = stageContent(file, "app:web", savedOf(layers));
  assert.ok(content);
  return content;
}

const TEXT = `FROM debian AS base
COPY . /app
FROM base AS web
RUN chown -R app /app
RUN apt-get update && \\
    apt-get install x
ENV A=1
RUN rm /app/large
`;

const LAYERS: Layer[] = [
  ["", { "etc/passwd": 1000 }],
  ["COPY . /app", { "app/large": 500, "app/small": 20 }],
  ["RUN chown", { "app/large": 500, "app/small": 20 }],
  ["RUN apt-get", { "var/lib/apt/lists/a": 300, "usr/bin/x": 70, "etc/passwd": 1001 }],
  ["ENV A=1"],
  ["RUN rm", { "app/.wh.large": 0 }],
];

describe("the content of a stage's image", () => {
  it("is what the stage added, beside what its base has", () => {
    const { root, baseBytes, stage } = contentOf(TEXT, LAYERS);
    assert.deepEqual([stage, root.bytes, root.files, baseBytes], ["web", 1391, 4, 1520]);
    assert.deepEqual(
      root.children?.map(({ name, bytes }) => [name, bytes]),
      [
        ["etc", 1001],
        ["var", 300],
        ["usr", 70],
        ["app", 20],
      ],
    );
  });

  it("says who wasted what, and who had written it", () => {
    const { wasted, wastedBytes } = contentOf(TEXT, LAYERS);
    assert.deepEqual(
      wasted.map(({ line, how, bytes, paths, written }) => [line, how, bytes, paths, written?.line]),
      [
        [5, "rewritten", 1000, ["/etc/passwd"], undefined],
        [4, "rewritten", 520, ["/app/large", "/app/small"], 2],
        [8, "removed", 500, ["/app/large"], 4],
      ],
    );
    assert.equal(wastedBytes, 2020);
  });

  it("is nothing where the history is that of another file", () => {
    const file = {
      name: "Dockerfile",
      lines: TEXT.split("\n"),
      model: modelOf(TEXT),
      instructions: instructionsOf(TEXT),
      target: 1,
    };
    assert.equal(stageContent(file, "x", savedOf(LAYERS.slice(0, 3))), undefined);
  });

  const LIST = { "var/lib/apt/lists/a": 1 };
  const NPM = { "root/.npm/a": 1 };
  const FIXES: [about: string, text: string, layers: Layer[], flags: string[]][] = [
    ["a list of packages", "FROM d\nRUN apt-get update\n", [["RUN", LIST]], ["apt"]],
    [
      "none where a later RUN may need it",
      "FROM d\nRUN apt-get update\nRUN apt-get install x\n",
      [
        ["RUN", LIST],
        ["RUN", {}],
      ],
      [],
    ],
    [
      "the cache of npm, whatever comes later",
      "FROM d\nRUN npm ci\nRUN npm run x\n",
      [
        ["RUN", NPM],
        ["RUN", {}],
      ],
      ["npm"],
    ],
    [
      "none for one that works offline later",
      "FROM d\nRUN npm ci\nRUN npm ci --offline\n",
      [
        ["RUN", NPM],
        ["RUN", {}],
      ],
      [],
    ],
    ["none where the keyword ends its line", "FROM d\nRUN\\\n npm ci\n", [["RUN", NPM]], []],
    ["none for a COPY", "FROM d\nCOPY . /root\n", [["COPY", NPM]], []],
    ["none in the home of another user", "FROM d\nRUN npm ci\n", [["RUN", { "home/a/.npm/x": 1 }]], []],
    ["of a heredoc", "FROM d\nRUN <<E\nnpm ci\nE\n", [["RUN", NPM]], ["npm"]],
  ];
  for (const [about, text, layers, flags] of FIXES) {
    it(`has a cache mount: ${about}`, () => {
      const created = layers.map(([keyword, files = {}]): Layer => [`${keyword} x`, files]);
      const { caches } = contentOf(text, [["", { x: 1 }], ...created]);
      assert.equal(caches.length, 1);
      const found = caches.flatMap(cache => cache.flags);
      assert.deepEqual(
        found.map(flag => /target=[^,]*?(apt|npm)/.exec(flag)?.[1]),
        flags,
      );
    });
  }

  it("lets no name of a file become markup, in any form", () => {
    const hostile = `"'><img src=x onerror=alert(1)>|\`\u0007`;
    const content = contentOf("FROM d\nRUN x\n", [
      ["", {}],
      ["RUN x", { [hostile]: 5, "root/.npm/<b>": 5 }],
    ]);
    const page = contentBody(content).html;
    assert.doesNotMatch(page, /<img|<b>|undefined|NaN/);
    assert.match(page, /data-action="fix"/);
    const markdown = contentMarkdown(content);
    assert.ok(!`${page}${markdown}`.includes("\u0007"));
    assert.doesNotMatch(markdown, /undefined|NaN/);
    for (const line of markdown.split("\n").filter(row => row.startsWith("| `")))
      assert.equal(line.match(/(?<!\\)\|/g)?.length, 4, line);
    const value = JSON.parse(contentJson(content)) as { added: { bytes: number }; caches: unknown[] };
    assert.equal(value.added.bytes, 10);
    assert.equal(value.caches.length, 1);
  });
});
