// What is in an image and who put it there, with the real engine: each byte of the stage's layers is one that is seen, or one that is
// wasted, and together with the base they are the size of the image.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../client/src/engine/engine";
import { inspectImage } from "../../client/src/engine/image";
import { askImageHistory } from "../../client/src/engine/imageHistory";
import { askImageStore } from "../../client/src/engine/imageStore";
import { imageContent, type ContentNode } from "../../client/src/inside/imageContent";
import { leftCaches } from "../../client/src/inside/leftCaches";
import { readSavedImage, type SavedImage } from "../../client/src/inside/savedImage";
import { docker, ensureImages } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "plain" };
const IMAGE = `dockerfile-stages-tests/content-${process.pid}:latest`;
const BASE = "alpine:latest";
const WITHIN = 120_000;
const filled = (bytes: number, path: string) => `head -c ${bytes} /dev/zero > ${path}`;

/** By the index of its layer above the base: 0 is the first RUN. */
const DOCKERFILE = `FROM ${BASE}
RUN mkdir -p /x/deep /root/.npm /var/lib/apt/lists /home/me/.cache/pip && ${filled(3000, "/large")} && ${filled(100, "/x/a")} \\
 && ln -s a /x/c && ${filled(50, "/x/deep/b")} && ${filled(400, "/root/.npm/index")} && ${filled(70, "/home/me/.cache/pip/p")}
RUN chmod 700 /large && rm -r /x && mkdir /x && ${filled(7, "/x/new")} && ${filled(900, "/var/lib/apt/lists/l")}
ENV A=1
COPY 700.txt /x/
RUN rm /large && ${filled(5, "/etc/passwd")}
`;

describe("the content of an image", function () {
  this.timeout(WITHIN);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "content-"));
  let saved: SavedImage;
  let first: number;
  /** The bytes that the base has of a file which the last RUN writes again. */
  let passwd: number;

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
    writeFileSync(join(folder, "700.txt"), "x".repeat(700));
    writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
    const { status, stderr } = await docker(["buildx", "build", "--load", "--tag", IMAGE, folder], {
      timeout: WITHIN,
    });
    assert.equal(status, 0, stderr);
    const { answer, problem } = await readSavedImage(ENGINE, IMAGE);
    assert.ok(answer, problem);
    saved = answer;
    first = saved.layers.length - 4;
    passwd =
      saved.layers
        .slice(0, first)
        .flat()
        .find(({ path }) => path === "etc/passwd")?.size ?? 0;
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await docker(["image", "rm", "--force", IMAGE], { timeout: WITHIN });
  });

  it("is read with the instruction that made each layer", () => {
    const own = saved.history
      .slice(-5)
      .map(({ createdBy, layer }) => [
        createdBy.slice(0, 4).trim(),
        layer === undefined ? undefined : layer - first,
      ]);
    assert.deepEqual(own, [
      ["RUN", 0],
      ["RUN", 1],
      ["ENV", undefined],
      ["COPY", 2],
      ["RUN", 3],
    ]);
    assert.equal(saved.isCut, false);
  });

  it("is the files that the stage added, each with the layer that wrote it last", () => {
    const { root } = imageContent(saved.layers, first);
    assert.deepEqual(
      filesOf(root).map(({ path, bytes, layer }) => [path, bytes, layer - first]),
      [
        ["etc/passwd", 5, 3],
        ["home/me/.cache/pip/p", 70, 0],
        ["root/.npm/index", 400, 0],
        ["var/lib/apt/lists/l", 900, 1],
        ["x/700.txt", 700, 2],
        ["x/new", 7, 1],
      ],
    );
  });

  it("tells what was written again or removed, whoever wrote it before", () => {
    const { wasted } = imageContent(saved.layers, first);
    const own = wasted.filter(({ path }) => path !== "etc/passwd");
    assert.deepEqual(
      own.map(({ path, bytes, written, by, how }) => [path, bytes, written - first, by - first, how]),
      [
        ["large", 3000, 0, 1, "rewritten"],
        ["large", 3000, 1, 3, "removed"],
        ["x/a", 100, 0, 1, "removed"],
        ["x/deep/b", 50, 0, 1, "removed"],
      ],
    );
    const ofBase = wasted.filter(({ path }) => path === "etc/passwd");
    assert.deepEqual(
      ofBase.map(({ bytes, written, by, how }) => [bytes, written < first, by - first, how]),
      passwd > 0 ? [[passwd, true, 3, "rewritten"]] : [],
    );
  });

  it("accounts for each byte, and for the size that the engine says", async () => {
    const { root, wasted, layerBytes } = imageContent(saved.layers, first);
    const lost = wasted.filter(({ written }) => written >= first).reduce((sum, { bytes }) => sum + bytes, 0);
    assert.equal(root.bytes + lost, layerBytes);
    const { answer: history } = await askImageHistory(ENGINE, IMAGE);
    assert.ok(history);
    const { answer: facts } = await inspectImage(ENGINE, IMAGE);
    const told = history.reduce((sum, { bytes }) => sum + bytes, 0);
    if ((await askImageStore(ENGINE)) === "layers") assert.equal(told, facts?.size);
    // Of an image that was imported, Docker counts the targets of symbolic links as well.
    const own = (entries: readonly { bytes: number }[]) => entries.slice(-5).map(({ bytes }) => bytes);
    assert.deepEqual(own(saved.history), own(history));
    const base = history.slice(0, -5).reduce((sum, { bytes }) => sum + bytes, 0);
    assert.equal(base + root.bytes + lost, told);
  });

  it("tells which caches of package managers were left, by whom", () => {
    const found = leftCaches(imageContent(saved.layers, first).root);
    assert.deepEqual(
      found.map(({ tool, path, bytes, layer, flags }) => [tool, path, bytes, layer - first, flags]),
      [
        ["apt", "var/lib/apt/lists", 900, 1, ["--mount=type=cache,target=/var/lib/apt/lists,sharing=locked"]],
        ["npm", "root/.npm", 400, 0, ["--mount=type=cache,target=/root/.npm"]],
        ["pip", "home/me/.cache/pip", 70, 0, []],
      ],
    );
  });
});

function filesOf(node: ContentNode, path = ""): { path: string; bytes: number; layer: number }[] {
  if (node.children === undefined) return [{ path, bytes: node.bytes, layer: node.layer ?? -1 }];
  return node.children
    .flatMap(child => filesOf(child, path === "" ? child.name : `${path}/${child.name}`))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
