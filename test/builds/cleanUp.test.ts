// Removing the images of stages with a real engine: those that are ours go, by their names, and all others stay.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { namesOfStage } from "../../client/src/build/request/imageTags";
import type { Engine } from "../../client/src/engine/engine";
import { DOCKERFILE_LABEL, STAGE_LABEL } from "../../client/src/engine/buildRequest";
import { findStageImages, removeStageImages } from "../../client/src/inside/removeImages";
import { docker, findEngine, hasImage } from "../support/engine";
import { skipBecause } from "../support/suiteResult";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "plain" };
const WITHIN = 60_000;
const APP = "dockerfile-stages-clean-up";
const OURS = `/work/a, b = "c"/${APP}/Dockerfile`;
const THEIRS = `/elsewhere/${APP}/Dockerfile`;

describe("removing the images of stages", function () {
  this.timeout(120_000);
  this.slow(10_000);
  const folder = mkdtempSync(join(tmpdir(), "clean-up-"));
  const namesOf = (stage: string) =>
    namesOfStage(["${folder}:${stage}"], { folder: APP, file: "Dockerfile", stage });
  const made = new Set<string>();

  before(async function () {
    const engine = await findEngine();
    if (!engine.answers) skipBecause(this, engine.reason);
  });

  after(async () => {
    rmSync(folder, { recursive: true });
    await docker(["image", "rm", "--force", ...made], { timeout: WITHIN });
  });

  /** Each from other contents, so that no two are one image. */
  async function build(tag: string, labels: Record<string, string>, from = "scratch"): Promise<void> {
    writeFileSync(join(folder, "Dockerfile"), `FROM ${from}\nCOPY Dockerfile /${made.size}\nCMD ["/x"]\n`);
    const options = Object.entries(labels).flatMap(([key, value]) => ["--label", `${key}=${value}`]);
    const args = ["buildx", "build", "--quiet", "--load", ...options, "--tag", tag, folder];
    const { status, stderr } = await docker(args, { timeout: WITHIN });
    assert.equal(status, 0, stderr);
    made.add(tag);
  }

  const labels = (dockerfile: string, stage: string) => ({
    [DOCKERFILE_LABEL]: dockerfile,
    [STAGE_LABEL]: stage,
  });

  async function found(dockerfile = OURS) {
    const { answer, problem } = await findStageImages(ENGINE, dockerfile, namesOf);
    assert.ok(answer, problem);
    return answer;
  }

  it("finds ours alone, and takes away what was chosen of them", async () => {
    const others = [
      `${APP}:unlabelled`,
      `${APP}:foreign`,
      `${APP}-other:child`,
      `${APP}:child`,
      `${APP}:no-stage`,
      `${APP}:kept`,
    ];
    await build(`${APP}:build`, labels(OURS, "build"));
    await build(APP, labels(OURS, ""));
    await build(`${APP}:kept`, labels(OURS, "kept"));
    await build(`${APP}:unlabelled`, {});
    await build(`${APP}:foreign`, labels(THEIRS, "foreign"));
    await build(`${APP}-other:child`, {}, `${APP}:build`);
    await build(`${APP}:child`, {}, `${APP}:build`);
    await build(`${APP}:no-stage`, { [DOCKERFILE_LABEL]: OURS });
    const ours = await found();
    assert.deepEqual(
      ours.map(({ tag, stage }) => [tag, stage]),
      [
        [`${APP}:build`, "build"],
        [`${APP}:kept`, "kept"],
        [`${APP}:latest`, ""],
      ],
    );
    for (const { size, created } of ours) assert.ok(size && created && created > Date.UTC(2020, 0));
    assert.deepEqual(
      (await found(THEIRS)).map(({ tag }) => tag),
      [`${APP}:foreign`],
    );

    const chosen = ours.filter(({ stage }) => stage !== "kept");
    const { removed, left } = await removeStageImages(ENGINE, OURS, namesOf, chosen);
    assert.deepEqual([removed, left], [chosen, []]);
    assert.deepEqual(
      (await found()).map(({ tag }) => tag),
      [`${APP}:kept`],
    );
    for (const tag of others) assert.ok(await hasImage(tag), `${tag} is gone`);
  });

  it("leaves what a container uses, and says so", async () => {
    await build(`${APP}:used`, labels(OURS, "used"));
    const { stdout } = await docker(["create", `${APP}:used`], { timeout: WITHIN });
    const container = stdout.trim();
    try {
      const chosen = (await found()).filter(({ stage }) => stage === "used");
      const { removed, left } = await removeStageImages(ENGINE, OURS, namesOf, chosen);
      assert.deepEqual(removed, []);
      assert.match(left[0]?.reason ?? "", /container .* is using/);
      assert.ok(await hasImage(`${APP}:used`));
    } finally {
      await docker(["rm", container], { timeout: WITHIN });
    }
  });

  it("leaves a name that means another image by now", async () => {
    await build(`${APP}:moved`, labels(OURS, "moved"));
    const chosen = (await found()).filter(({ stage }) => stage === "moved");
    assert.equal(chosen.length, 1);
    await build(`${APP}:moved`, {});
    const { removed, left } = await removeStageImages(ENGINE, OURS, namesOf, chosen);
    assert.deepEqual(removed, []);
    assert.match(left[0]?.reason ?? "", /another image/);
    assert.ok(await hasImage(`${APP}:moved`));
    await docker(["image", "rm", ...chosen.map(({ id }) => id)], { timeout: WITHIN });
  });

  it("takes a name from an image that has others, and leaves it those", async () => {
    await build(`${APP}:two`, labels(OURS, "two"));
    made.add(`${APP}-mine:1`);
    await docker(["tag", `${APP}:two`, `${APP}-mine:1`], { timeout: WITHIN });
    const chosen = (await found()).filter(({ stage }) => stage === "two");
    const { removed } = await removeStageImages(ENGINE, OURS, namesOf, chosen);
    assert.deepEqual(removed, chosen);
    assert.ok(await hasImage(`${APP}-mine:1`));
    assert.ok(!(await hasImage(`${APP}:two`)));
  });
});
