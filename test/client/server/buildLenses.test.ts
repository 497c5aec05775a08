import "../../support/fakeEditor";
import assert from "node:assert/strict";
import type { CodeLens } from "vscode";
import { buildLensMiddleware, createBuildLenses } from "../../../client/src/server/buildLenses";
import { BUILD_COMMAND, RUN_COMMAND } from "../../../server/src/protocol";

const lensOf = (command: string | undefined, stage = 1) =>
  ({
    ...(command !== undefined && {
      command: { title: "▶ Build up to test", command, arguments: [{ uri: "file:///Dockerfile", stage }] },
    }),
  }) as unknown as CodeLens;

describe("the lenses that build a stage", () => {
  const lenses = createBuildLenses();
  const middleware = buildLensMiddleware(lenses);
  const resolved = async (lens: CodeLens) =>
    (await middleware.resolveCodeLens(lens, null, asked => asked))?.command?.title;

  it("have a text behind their titles, each its own, and once", async () => {
    lenses.textOf = ({ stage }) => (stage === 1 ? " · all cached" : "");
    const lens = lensOf(BUILD_COMMAND);
    assert.equal(await resolved(lens), "▶ Build up to test · all cached");
    assert.equal(await resolved(lens), "▶ Build up to test · all cached");
    assert.equal(await resolved(lensOf(BUILD_COMMAND, 2)), "▶ Build up to test");
  });

  it("alone have it: others, and those that have no command yet, stay as they are", async () => {
    lenses.textOf = () => " · all cached";
    assert.equal(await resolved(lensOf(RUN_COMMAND)), "▶ Build up to test");
    assert.equal(await resolved(lensOf(undefined)), undefined);
    const provided = await middleware.provideCodeLenses({} as never, null, () => [
      lensOf(BUILD_COMMAND),
      lensOf(undefined),
    ]);
    assert.deepEqual(
      provided?.map(({ command }) => command?.title),
      ["▶ Build up to test · all cached", undefined],
    );
    assert.equal(await middleware.provideCodeLenses({} as never, null, () => null), undefined);
  });
});
