import { strict as assert } from "node:assert";
import { storeIn } from "../../../client/src/engine/imageStore";
import {
  compareSizes,
  takenFrom,
  type MeasuredStage,
  type SizeComparison,
} from "../../../client/src/report/sizes";
import { sizesJson } from "../../../client/src/report/sizesJson";
import { sizesMarkdown } from "../../../client/src/report/sizesMarkdown";
import { sizesBody } from "../../../client/src/report/sizesPage";
import { footnotes, headline, savingWords } from "../../../client/src/report/sizesWords";
import { modelOf } from "../modelOf";

const MB = 1_000_000;
const FACTS = { file: "Dockerfile", measured: Date.UTC(2026, 0, 2), store: "layers" } as const;
const DOCKERFILE = `FROM golang AS deps
FROM deps AS build
FROM scratch AS binary
COPY --from=build /app /
FROM alpine AS certs
FROM scratch AS product
COPY --from=binary /app /
RUN --mount=from=certs,target=/c cp /c/x /
`;

/** Sizes in MB by the names of stages; a text is why there is none. */
function compared(text: string, sizes: Record<string, number | string>): SizeComparison {
  const model = modelOf(text);
  const measured = Object.entries(sizes).map(([name, size]): MeasuredStage => {
    const index = model.stages.findIndex(({ displayName }) => displayName === name);
    return {
      index,
      image: `app:${name}`,
      size: typeof size === "number" ? { bytes: size * MB } : { problem: size },
    };
  });
  return compareSizes(model, measured, FACTS);
}

describe("the sizes of stages", () => {
  const takes: [text: string, of: string, from: string[]][] = [
    [DOCKERFILE, "product", ["binary", "certs", "build", "deps"]],
    [DOCKERFILE, "binary", ["build", "deps"]],
    [DOCKERFILE, "build", []],
    ["FROM a AS x\nFROM a AS base\nCOPY --from=x / /\nFROM base AS end\n", "end", ["x"]],
    ["FROM a AS x\nFROM x AS end\nCOPY --from=x /a /b\n", "end", []],
    ["FROM a\nFROM b AS end\nCOPY --from=0 /a /b\nCOPY --from=nginx /a /b\n", "end", ["stage-0"]],
    ["FROM a AS end\nCOPY --from=end /a /b\n", "end", []],
    ["FROM b AS a\nCOPY --from=b / /\nFROM a AS b\nCOPY --from=a / /\n", "b", []],
  ];
  for (const [text, of, from] of takes) {
    it(`${of} takes files from ${from.join(", ") || "no stage"}: ${text.replaceAll("\n", "; ")}`, () => {
      const model = modelOf(text);
      const index = model.stages.findIndex(({ displayName }) => displayName === of);
      assert.deepEqual(
        takenFrom(model, index)
          .map(stage => model.stages[stage]?.displayName ?? "")
          .sort(),
        [...from].sort(),
      );
    });
  }

  it("are compared with the first one, and with the largest that files are taken from", () => {
    const { rows, unmeasured } = compared(DOCKERFILE, {
      product: 12,
      deps: 200,
      build: 300,
      certs: 8,
      binary: 11,
    });
    assert.deepEqual(unmeasured, []);
    assert.deepEqual(
      rows.map(({ name, againstFirst, againstSingle }) => [
        name,
        againstFirst && againstFirst.bytes / MB,
        againstSingle && [againstSingle.stage, againstSingle.saved.bytes / MB, againstSingle.saved.share],
      ]),
      [
        ["deps", undefined, undefined],
        ["build", -100, undefined],
        ["binary", 189, ["build", 289, 289 / 300]],
        ["certs", 192, undefined],
        ["product", 188, ["build", 288, 288 / 300]],
      ],
    );
  });

  it("say which stages were left out: a measured one stands for those that it is built on", () => {
    assert.deepEqual(compared(DOCKERFILE, { build: 300, binary: 1, certs: 1, product: 12 }).unmeasured, []);
    assert.deepEqual(compared(DOCKERFILE, { deps: 300, product: 12 }).unmeasured, [
      "build",
      "binary",
      "certs",
    ]);
    const { rows, unmeasured } = compared(DOCKERFILE, {
      build: "exit code: 2",
      certs: 1,
      binary: 1,
      product: 12,
    });
    assert.deepEqual(unmeasured, ["deps", "build"]);
    assert.equal(rows[0]?.problem, "exit code: 2");
    assert.equal(rows.at(-1)?.againstFirst?.bytes, -11 * MB);
  });

  const words: [before: number, after: number, words: string][] = [
    [200, 100, "100 MB smaller (50 %)"],
    [100, 200, "100 MB larger (100 %)"],
    [100, 100, "same size"],
    [1000, 0.001, "1.0 GB smaller (99.9 %)"],
    [1000, 0, "1.0 GB smaller (100 %)"],
    [1000, 1001, "1.0 MB larger (less than 1 %)"],
    [0, 5, "5.0 MB larger (0 %)"],
  ];
  for (const [before, after, expected] of words) {
    it(`${before} MB and then ${after} MB is ${expected}`, () => {
      const { rows } = compared("FROM a AS x\nFROM b AS y\n", { x: before, y: after });
      const [, row] = rows;
      assert.ok(row?.againstFirst);
      assert.equal(savingWords(row.againstFirst), expected);
    });
  }

  it("are told with the figure that people quote, and with what it means", () => {
    const all = compared(DOCKERFILE, { deps: 200, build: 300, certs: 8, binary: 11, product: 12 });
    assert.equal(
      headline(all),
      "product: 12 MB, 288 MB smaller (96 %) than a single-stage build of 300 MB (build).",
    );
    assert.equal(footnotes(all).length, 2);
    assert.equal(headline(compared("FROM a AS x\n", { x: 1 })), undefined);
    assert.equal(footnotes(compared("FROM a AS x\n", { x: 1 })).length, 1);
    assert.match(
      footnotes(compared(DOCKERFILE, { product: 1 })).join("\n"),
      /Not measured: deps, build, binary, certs/,
    );
    const notes = (["layers", "containerd", "unknown"] as const).map(
      store => footnotes({ ...all, store })[0],
    );
    assert.equal(new Set(notes).size, 3);
    assert.match(notes[1] ?? "", /compressed/);
  });

  it("are a table in Markdown and in HTML, and JSON", () => {
    const some = compared(DOCKERFILE, { build: 300, certs: "it | failed", product: 12 });
    const markdown = sizesMarkdown(some);
    assert.match(
      markdown,
      /\| product \| `app:product` \| 12 MB \| 288 MB smaller \(96 %\) \| 288 MB smaller \(96 %\) · 300 MB in build \|/,
    );
    assert.match(markdown, /\| certs \| `app:certs` \| it \\\| failed \|/);
    const { html } = sizesBody(some);
    assert.equal(html.match(/<th scope="row"/g)?.length, 3);
    assert.equal(html.match(/<svg role="img" aria-label="[^"]+"/g)?.length, 2);
    const { stages, measured } = JSON.parse(sizesJson(some)) as { stages: unknown[]; measured: string };
    assert.equal(measured, "2026-01-02T00:00:00.000Z");
    assert.deepEqual(stages[1], {
      index: 3,
      name: "certs",
      line: 5,
      image: "app:certs",
      bytes: null,
      problem: "it | failed",
      againstFirst: null,
      againstSingleStage: null,
    });
  });
});

describe("what an engine says of its images", () => {
  const stores: [json: string, store: ReturnType<typeof storeIn>][] = [
    ['[["Backing Filesystem","extfs"],["Supports d_type","true"]]', "layers"],
    ['[["driver-type","io.containerd.snapshotter.v1"]]', "containerd"],
    ["[]", "layers"],
    ["null", "unknown"],
    ["", "unknown"],
  ];
  for (const [json, store] of stores) {
    it(`says which store it has: ${json}`, () => {
      assert.equal(storeIn(json), store);
    });
  }
});
