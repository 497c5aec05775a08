import "../../support/fakeEditor";
import { strict as assert } from "node:assert";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Uri } from "vscode";
import type { EndedBuild } from "../../../client/src/report/endedBuild";
import { createEndedBuilds } from "../../../client/src/results/endedBuilds";

const uri = Uri.file("/w/Dockerfile");

function buildOf(started: number, use: string | null, under: string | null, file = uri): EndedBuild {
  return {
    ...{ dockerfile: file.toString(), stage: null, target: 0, targetName: "", line: null, use, under },
    ...{ instructions: [], steps: [] },
    report: {
      ...{ file: "Dockerfile", target: "", image: "", builder: "buildx", state: "done", started, took: 2 },
      ...{ stages: [], internal: [], steps: { total: 0, ended: 0, cached: 0 }, warnings: [] },
      ...{
        failure: undefined,
        size: undefined,
        transfer: undefined,
        waits: undefined,
        shares: [],
        hints: [],
      },
    },
  };
}

describe("builds that are kept for later windows", () => {
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), "dfs-ended-"));
  });
  afterEach(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  it("are there in another window: the newest of the use in force, or of what was begun under it", async () => {
    const folder = join(scratch, "not", "there");
    const one = createEndedBuilds(folder);
    await Promise.all([
      one.keep(buildOf(1, null, null)),
      one.keep(buildOf(2, null, null)),
      one.keep(buildOf(3, "web", "web")),
      one.keep(buildOf(4, "worker", null)),
      one.keep(buildOf(5, null, null, Uri.file("/w/other.Dockerfile"))),
    ]);
    const other = createEndedBuilds(folder);
    const started = async (use: string | null) => (await other.of(uri, use))?.report.started;
    assert.deepEqual(await Promise.all([null, "web", "worker", "none"].map(started)), [4, 3, 4, undefined]);
    const files = readdirSync(folder);
    assert.equal(files.length, 4);
    if (process.platform !== "win32")
      for (const file of files) assert.equal(statSync(join(folder, file)).mode & 0o077, 0);
  });

  it("are none where there is no folder, where it cannot be written, and where a file is damaged", async () => {
    const none = createEndedBuilds(undefined);
    await none.keep(buildOf(1, null, null));
    assert.equal(await none.of(uri, null), undefined);
    writeFileSync(join(scratch, "file"), "");
    const refused = createEndedBuilds(join(scratch, "file"));
    await refused.keep(buildOf(1, null, null));
    assert.equal(await refused.of(uri, null), undefined);
    const damaged = createEndedBuilds(join(scratch, "damaged"));
    await damaged.keep(buildOf(1, null, null));
    for (const file of readdirSync(join(scratch, "damaged")))
      writeFileSync(join(scratch, "damaged", file), "{");
    assert.equal(await damaged.of(uri, null), undefined);
  });

  it("are forgotten, the oldest first, where there are too many", async () => {
    const builds = createEndedBuilds(scratch);
    for (let number = 0; number < 103; number++)
      await builds.keep(buildOf(number, null, null, Uri.file(`/w/${number}.Dockerfile`)));
    assert.equal(readdirSync(scratch).length, 100);
    assert.notEqual(await builds.of(Uri.file("/w/102.Dockerfile"), null), undefined);
  });
});
