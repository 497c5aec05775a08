import { strict as assert } from "node:assert";
import { imageTags, type NamedBuild } from "../../../client/src/build/request/imageTags";
import { DEFAULT_TAGS } from "../../../client/src/build/request/buildSettings";
import { isImageTag } from "../../../client/src/engine/imageTag";

function imageReference(folder: string, stage: string): string {
  const named = imageTags(DEFAULT_TAGS, { folder, stage, file: "Dockerfile" });
  assert.ok("tags" in named, JSON.stringify(named));
  return named.tags[0];
}

describe("the name of a built image", () => {
  const cases: [folder: string, stage: string, image: string][] = [
    ["app", "build", "app:build"],
    ["app", "", "app"],
    ["My App (2)", "build", "my-app-2:build"],
    ["Café", "build", "cafe:build"],
    ["a..b", "x", "a-b:x"],
    ["a._b", "x", "a-b:x"],
    ["a__b--c.d", "x", "a__b--c.d:x"],
    ["_app-", "x", "app:x"],
    ["日本", "x", "image:x"],
    ["", "", "image"],
    ["--rm", "x", "rm:x"],
    ["a".repeat(64), "x", `image${"a".repeat(64)}:x`],
    ["x".repeat(300), "y", `${"x".repeat(128)}:y`],
    ["app", "s".repeat(200), `app:${"s".repeat(128)}`],
    ["app", "-x", "app:_x"],
  ];
  for (const [folder, stage, image] of cases) {
    it(`of ${JSON.stringify(folder.slice(0, 20))} and ${JSON.stringify(stage.slice(0, 20))}`, () => {
      assert.equal(imageReference(folder, stage), image);
    });
  }

  it("is one that the engine takes, whatever the folder is called", () => {
    const grammar = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?::[\w][\w.-]{0,127})?$/;
    const alphabet = "aB1._-/ é\\$`\"'日:@\u0000";
    for (let n = 0; n < 3000; n++) {
      const folder = Array.from(
        { length: n % 9 },
        (_, i) => alphabet[(n * 7 + i * i * 13) % alphabet.length],
      );
      assert.match(imageReference(folder.join(""), n % 2 ? "" : "stage"), grammar);
    }
  });
});

describe("the images of several Dockerfiles in one folder", () => {
  const named = (file: string) => {
    const tags = imageTags(DEFAULT_TAGS, { folder: "Shop", stage: "runtime", file });
    return "tags" in tags ? tags.tags[0] : tags.problem;
  };
  for (const [file, image] of [
    ["Dockerfile", "shop:runtime"],
    ["dockerfile", "shop:runtime"],
    ["Dockerfile.dev", "shop.dev:runtime"],
    ["dev.Dockerfile", "shop-dev:runtime"],
    ["Dockerfile-dev", "shop--dev:runtime"],
    ["Dockerfile_dev", "shop_dev:runtime"],
    ["Dockerfile.prod.alpine", "shop.prod.alpine:runtime"],
    ["api.dockerfile", "shop-api:runtime"],
    ["api.Dockerfile.dev", "shop-api.dev:runtime"],
    ["Containerfile", "shop.containerfile:runtime"],
    ["Containerfile.dev", "shop.containerfile.dev:runtime"],
    ["Dockerfile.Ümlaut (2)", "shop.umlaut-2:runtime"],
    ["build.txt", "shop-build.txt:runtime"],
  ] as const)
    it(`${file} makes ${image}`, () => {
      assert.equal(named(file), image);
    });

  it("differ also where the name of the folder is longer than a name may be", () => {
    const of = (file: string) => imageTags(DEFAULT_TAGS, { folder: "x".repeat(300), stage: "s", file });
    assert.notDeepEqual(of("Dockerfile.dev"), of("Dockerfile.prod"));
  });
});

describe("the template of a name", () => {
  const build: NamedBuild = { folder: "My App", stage: "Build_1", file: "api.Dockerfile" };
  const cases: [template: string, named: string, unnamed: string][] = [
    ["${folder}:${stage}", "my-app:Build_1", "my-app"],
    [
      "localhost:5000/team/${folder}:dev-${stage}",
      "localhost:5000/team/my-app:dev-Build_1",
      "localhost:5000/team/my-app:dev",
    ],
    ["r.io/${folder}/${stage}:1", "r.io/my-app/build_1:1", "r.io/my-app:1"],
    ["${file}", "api.dockerfile", "api.dockerfile"],
    ["x:${file}", "x:api.Dockerfile", "x:api.Dockerfile"],
  ];
  for (const [template, named, unnamed] of cases) {
    it(`${template} is filled in`, () => {
      assert.deepEqual(imageTags([template], build), { tags: [named] });
      assert.deepEqual(imageTags([template], { ...build, stage: "" }), { tags: [unnamed] });
    });
  }

  it("is refused where no name comes out of it", () => {
    for (const template of [
      "",
      "${stage}",
      "Upper:x",
      "a b",
      "-x",
      "--rm",
      "x:-1",
      "a//b",
      "${env:HOME}",
      "a:b:c",
      "x@sha256:1",
      "${folder",
    ]) {
      assert.ok("problem" in imageTags([template], { ...build, stage: "" }), template);
    }
  });

  it("makes one name of two that are the same, and keeps the order", () => {
    assert.deepEqual(imageTags(["b", "a", "b"], build), { tags: ["b", "a"] });
    assert.ok("problem" in imageTags([], build));
  });
});

describe("a name that an image can have", () => {
  const good = [
    "a",
    "a/b",
    "a.b/c",
    "localhost/a",
    "localhost:1/a",
    "HOST/a",
    "a__b--c.d:T.1-2",
    "1.2.3.4:5/x",
    "a:" + "t".repeat(128),
  ];
  const bad = [
    "A",
    "a/B",
    "a:",
    ":a",
    "a/",
    "/a",
    "a..b",
    "a:" + "t".repeat(129),
    "a b",
    "a\n",
    "f".repeat(64),
    "x".repeat(256),
    "a_:b",
    "é",
  ];
  it("is told from others", () => {
    assert.deepEqual(
      good.filter(text => !isImageTag(text)),
      [],
    );
    assert.deepEqual(bad.filter(isImageTag), []);
  });
});
