import { strict as assert } from "node:assert";
import { toolChoices } from "../../../../client/src/build/group/toolChoices";
import { toolName } from "../../../../client/src/engine/toolBuild";
import type { UseInfo } from "../../../../server/src/protocol";
import { bakeTool, useInfo } from "./useInfo";

const compose = (name: string) =>
  useInfo({
    name,
    canBuildWith: {
      ...{ tool: "compose", name, groups: [], folder: "file:///w" },
      files: ["file:///w/compose.yaml", "file:///w/compose.override.yaml"],
    },
  });
const bake = (name: string, groups: string[]) =>
  useInfo({
    name,
    id: `bake ${name}`,
    label: `docker-bake.hcl › ${name}`,
    canBuildWith: bakeTool(name, groups),
  });

/** The lines of the list. */
function lines(uses: UseInfo[], inForce: string | null = null): string[] {
  const answer = { uses, needed: [], chosen: null, inForce, isKnown: true };
  const pathOf = (uri: string) => uri.replace("file://", "");
  return toolChoices(answer, pathOf, path => path.replace("/w/", "")).map(
    ({ build, about }) => `${toolName(build)}: ${about}`,
  );
}

describe("what Compose and bake can be asked to build", () => {
  it("is each use, that in force first, and all of a project, once", () => {
    assert.deepEqual(lines([compose("web"), compose("api"), useInfo({ name: "ci" })], "api"), [
      "docker compose build api: compose.yaml › api",
      "docker compose build web: compose.yaml › web",
      "docker compose build: all that compose.yaml, compose.override.yaml builds",
    ]);
  });

  it("is the groups of bake, too", () => {
    assert.deepEqual(lines([bake("a", ["release", "default"]), bake("b", ["release"])]), [
      "docker buildx bake a: docker-bake.hcl › a",
      "docker buildx bake b: docker-bake.hcl › b",
      "docker buildx bake release: group in docker-bake.hcl",
      "docker buildx bake: what docker-bake.hcl builds by default",
    ]);
  });

  it("is no build without a name where bake has none for it", () => {
    assert.deepEqual(lines([bake("a", [])]), ["docker buildx bake a: docker-bake.hcl › a"]);
    assert.deepEqual(
      lines([bake("default", [])]).at(-1),
      "docker buildx bake: what docker-bake.hcl builds by default",
    );
  });

  it("is nothing where no file of either describes a build", () => {
    assert.deepEqual(lines([useInfo({ name: "ci" })]), []);
  });
});
