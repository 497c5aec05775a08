import { editor } from "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Uri } from "vscode";
import type { Build } from "../../../client/src/build/build";
import { foldersUp, otherContext } from "../../../client/src/build/otherContext";
import { missingSource } from "../../../client/src/progress/missingSource";
import { builtFileOf, recordOf } from "../progress/builtRecord";

const notFound = (path: string) =>
  `failed to compute cache key: failed to calculate checksum of ref a1::b2: "${path}": not found`;

describe("a file that is not in the build context", () => {
  for (const [builder, message, path] of [
    ["BuildKit", notFound("/services/a b/x.txt"), "services/a b/x.txt"],
    [
      "the builder before it",
      "COPY failed: file not found in build context or excluded by .dockerignore: stat a/x.txt: file does not exist",
      "a/x.txt",
    ],
    ["BuildKit of Docker 20.10", 'failed to compute cache key: "/a/x.txt" not found: not found', "a/x.txt"],
    ["the builder before it, of a stage", "COPY failed: stat out/ap: file does not exist", "out/ap"],
    [
      "Buildah",
      'building at STEP "COPY x /": checking on sources under "/w/api": copier: stat: "/x": no such file or directory',
      "x",
    ],
    ["another failure", 'process "/bin/sh -c x" did not complete successfully: exit code: 1', undefined],
    [
      "a Dockerfile that is not there",
      "failed to read dockerfile: open Dockerfile: no such file or directory",
      undefined,
    ],
  ] as const)
    it(`is read of what ${builder} says`, () => {
      assert.equal(missingSource(message), path);
    });
});

describe("the folder above that has a missing file", () => {
  const root = mkdtempSync(join(tmpdir(), "other context "));
  before(() => {
    editor.folder = join(root, "w");
    for (const path of [
      "outside",
      "w/top.txt",
      "w/services/mid.txt",
      "w/services/api/own.txt",
      "w/services/api/Dockerfile",
    ]) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), "");
    }
  });
  after(() => {
    editor.folder = undefined;
    rmSync(root, { recursive: true });
  });

  /** The folder, from the workspace, for a second step of `line` that fails with a message. */
  async function found(line: string, message: string, context = join(root, "w/services/api")) {
    const file = builtFileOf(`FROM a AS one\nFROM b\n${line}\n`);
    const record = recordOf([[`[stage-1 2/2] ${line}`, "failed"]]);
    const [step] = record.steps.values();
    const build = {
      ...{ uri: Uri.file(join(root, "w/services/api/Dockerfile")), file, record, request: { context } },
      failure: { message, missing: missingSource(message), step, log: [], kind: "build", places: [], record },
    } as unknown as Build;
    return (await otherContext(build))?.replace(root, "");
  }

  for (const [what, line, missing, expected] of [
    ["is the nearest one", "COPY mid.txt /", "/mid.txt", "/w/services"],
    ["is the one of the workspace", "COPY top.txt /", "/top.txt", "/w"],
    ["is that of a path through folders", "COPY services/api/own.txt /", "/services/api/own.txt", "/w"],
    ["is none outside of the workspace", "COPY outside /", "/outside", undefined],
    ["is none where the file is there, and ignored", "COPY own.txt /", "/own.txt", undefined],
    ["is none where no folder has it", "COPY gone /", "/gone", undefined],
    ["is none where it was looked for in a stage", "COPY --from=one /top.txt /", "/top.txt", undefined],
    [
      "is none where a mount has it of a stage",
      "RUN --mount=from=one,source=top.txt,target=/t x",
      "/top.txt",
      undefined,
    ],
    [
      "is that of a mount of the context",
      "RUN --mount=type=bind,source=top.txt,target=/t x",
      "/top.txt",
      "/w",
    ],
  ] as const)
    it(what, async () => {
      assert.equal(await found(line, notFound(missing)), expected);
    });

  it("is none where the context is not a folder of this machine", async () => {
    assert.equal(await found("COPY top.txt /", notFound("/top.txt"), "https://example.org/a.git"), undefined);
  });

  it("is looked for up to a folder, and not from outside of it", () => {
    assert.deepEqual(foldersUp("/w/a/b", "/w"), ["/w/a/b", "/w/a", "/w"]);
    assert.deepEqual(foldersUp("/v/a", "/w"), []);
    assert.deepEqual(foldersUp("/w", "/w"), ["/w"]);
  });
});
