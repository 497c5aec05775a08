import { strict as assert } from "node:assert";
import { namesOfStage } from "../../../client/src/build/request/imageTags";
import type { ImageFacts } from "../../../client/src/engine/image";
import { DOCKERFILE_LABEL, STAGE_LABEL } from "../../../client/src/engine/buildRequest";
import { stageImages } from "../../../client/src/inside/labels";

const DOCKERFILE = "/work/My App/Dockerfile";
const namesOf = (stage: string) =>
  namesOfStage(["${folder}:${stage}"], { folder: "My App", file: "Dockerfile", stage });

function image(tags: string[], dockerfile?: string, stage?: string): ImageFacts {
  const labels = new Map<string, string>();
  if (dockerfile !== undefined) labels.set(DOCKERFILE_LABEL, dockerfile);
  if (stage !== undefined) labels.set(STAGE_LABEL, stage);
  const rest = { created: 1, size: 2, os: "linux", ports: [], entrypoint: [], command: [] };
  return { id: "ab".repeat(32), tags, digest: undefined, labels, ...rest };
}

describe("the images of the stages of a Dockerfile", () => {
  const ours: [about: string, image: ImageFacts, tags: string[]][] = [
    ["a stage", image(["my-app:build"], DOCKERFILE, "build"), ["my-app:build"]],
    ["the last stage, which has no name", image(["my-app:latest"], DOCKERFILE, ""), ["my-app:latest"]],
    [
      "a stage, as podman names it",
      image(["localhost/my-app:build"], DOCKERFILE, "build"),
      ["localhost/my-app:build"],
    ],
    [
      "a stage, as nerdctl names it",
      image(["docker.io/library/my-app:build"], DOCKERFILE, "build"),
      ["docker.io/library/my-app:build"],
    ],
    [
      "of several names the one that we gave",
      image(["mine:1", "my-app:build"], DOCKERFILE, "build"),
      ["my-app:build"],
    ],
  ];
  for (const [about, found, tags] of ours)
    it(`are ${about}`, () => {
      const images = stageImages([found], DOCKERFILE, namesOf);
      assert.deepEqual(
        images.map(({ tag }) => tag),
        tags,
      );
    });

  const others: [about: string, image: ImageFacts][] = [
    ["one without labels", image(["my-app:build"])],
    ["one of another Dockerfile", image(["my-app:build"], "/other/My App/Dockerfile", "build")],
    ["one of a Dockerfile beside it", image(["my-app:build"], `${DOCKERFILE}.dev`, "build")],
    ["one that does not say its stage", image(["my-app:build"], DOCKERFILE)],
    ["one that is based on a stage and has its labels", image(["shop:1"], DOCKERFILE, "build")],
    ["one that is based on a stage and has the name of another", image(["my-app:test"], DOCKERFILE, "build")],
    ["one of a registry", image(["example.com/my-app:build"], DOCKERFILE, "build")],
    ["one without a name", image([], DOCKERFILE, "build")],
    ["one whose stage is told with a tag in it", image(["my-app:build:x"], DOCKERFILE, "build")],
  ];
  for (const [about, other] of others)
    it(`are not ${about}`, () => {
      assert.deepEqual(stageImages([other], DOCKERFILE, namesOf), []);
    });
});
