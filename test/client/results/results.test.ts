import "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { rmSync } from "node:fs";
import { EventEmitter, Uri, type Memento } from "vscode";
import type { Build, Builds } from "../../../client/src/build/builds";
import type { BuildRequest } from "../../../client/src/engine/buildRequest";
import { createResults } from "../../../client/src/results/results";
import { eventually } from "../../e2e/eventually";
import { fakeDocker } from "../../support/fakeDocker";
import { builtFileOf, recordOf } from "../progress/builtRecord";

describe("the results of builds", () => {
  /** The names and sizes of the images that are kept of builds, in an engine that has an image of each name. */
  async function imagesOf(outputs: readonly BuildRequest["output"][]): Promise<(number | undefined)[]> {
    const { folder, program } = fakeDocker();
    const changed = new EventEmitter<Build>();
    const results = createResults(
      { get: () => undefined, update: () => Promise.resolve() } as unknown as Memento,
      { onDidChange: changed.event } as Builds,
    );
    const uris = outputs.map((output, index) => {
      const build = {
        ...{ uri: Uri.file(`/w/${index}`), started: 0, ended: undefined, state: "running" },
        ...{ file: builtFileOf("FROM alpine AS app\nRUN one\n"), record: recordOf([]) },
        request: { engine: { builder: "buildx", program }, image: "app:1", output },
        inputs: { context: "/work", buildArgs: {}, contexts: {}, platforms: [] },
      } as unknown as Build;
      changed.fire(build);
      build.state = "done";
      build.ended = 1;
      changed.fire(build);
      return build.uri;
    });
    const sizes = () => uris.map(uri => results.of(uri).at(-1)?.image?.size);
    await eventually(
      "the images",
      () => sizes().slice(-2),
      shown => shown.every(size => size !== undefined),
    );
    rmSync(folder, { recursive: true });
    return sizes();
  }

  it("have no image of a build that went elsewhere: the one of that name is an older one", async () => {
    assert.deepEqual(await imagesOf(["push", { folder: "/out" }, { layout: "/out" }, "load", undefined]), [
      ...[undefined, undefined, undefined],
      ...[1000, 1000],
    ]);
  });
});
