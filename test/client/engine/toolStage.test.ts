import { strict as assert } from "node:assert";
import { composeOverride, toolStageBuild, type ToolStage } from "../../../client/src/engine/toolStage";
import type { ToolBuild } from "../../../client/src/engine/toolBuild";

const STAGE: ToolStage = {
  stage: "build",
  image: "dockerfile-stages/shop-web:build",
  isMultiPlatform: false,
};
const COMPOSE: ToolBuild = { tool: "compose", files: ["/w/compose.yaml"], folder: "/w", names: ["web"] };
const BAKE: ToolBuild = { ...COMPOSE, tool: "bake", files: ["/w/docker-bake.hcl"] };

describe("a build of another stage with Compose or bake", () => {
  it("has a file on top of those of Compose, which takes all names from the image but its own", () => {
    assert.deepEqual(toolStageBuild(COMPOSE, STAGE, "/t/compose.yaml").files, [
      "/w/compose.yaml",
      "/t/compose.yaml",
    ]);
    assert.equal(
      composeOverride(COMPOSE, STAGE),
      '{"services": {"web": {"image": "dockerfile-stages/shop-web:build", "build": {"target": "build", "tags": !reset []}}}}\n',
    );
  });

  it("fills in nothing in that file", () => {
    assert.match(composeOverride(COMPOSE, { ...STAGE, stage: "a$b${C}" }), /"target": "a\$\$b\$\$\{C\}"/);
  });

  it("sets what bake takes in place of what its files say, and where the image goes", () => {
    const set = (stage: ToolStage) => toolStageBuild(BAKE, stage, "/t/compose.yaml").set;
    assert.deepEqual(set(STAGE), ["web.target=build", `web.tags=${STAGE.image}`, "web.output=type=docker"]);
    // The engine need not be able to keep it.
    assert.deepEqual(set({ ...STAGE, isMultiPlatform: true })?.at(-1), "web.output=type=cacheonly");
    assert.deepEqual(toolStageBuild(BAKE, STAGE, "").files, BAKE.files);
  });
});
