import { strict as assert } from "node:assert";
import { imageReference } from "../../client/src/build/imageName";

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
