import { strict as assert } from "node:assert";
import { partialRequest } from "../../../client/src/build/request/partialRequest";
import { engineCommand, type BuildRequest } from "../../../client/src/engine/engineCommand";

const REQUEST: BuildRequest = {
  engine: { builder: "buildx", program: "docker", progress: "rawjson", dockerContext: "far" },
  dockerfile: "/app/Dockerfile",
  context: "/app",
  target: "build",
  image: "app:build",
  moreTags: ["registry.example/app:build"],
  buildArgs: { A: "1" },
  buildContexts: { lib: "/lib" },
  platforms: ["linux/amd64", "linux/arm64"],
  secrets: [{ id: "token", variable: "TOKEN" }],
  cacheTo: ["type=registry,ref=registry.example/cache"],
  cacheFrom: ["type=local,src=/cache"],
  noCache: "all",
  output: "push",
  builderName: "kube",
};

describe("the build of what comes before a failure", () => {
  const { args } = engineCommand(partialRequest(REQUEST, "/tmp/x/Dockerfile", "beforeFailure"), "read");
  const line = args.join(" ");

  it("has what its steps hang on", () => {
    for (const part of [
      "--context far",
      "--builder kube",
      "-f /tmp/x/Dockerfile",
      "--build-arg A=1",
      "--build-context lib=/lib",
      "--secret id=token,env=TOKEN",
      "--cache-from type=local,src=/cache",
      "--platform linux/amd64 ",
    ])
      assert.ok(line.includes(part), `${part} in ${line}`);
    assert.equal(args.at(-1), "/app");
  });

  it("leaves an image of its own in the engine and nothing anywhere else", () => {
    assert.ok(args.includes("--load"));
    const tags = args.filter((_, index) => args[index - 1] === "-t");
    assert.equal(tags.length, 1);
    assert.notEqual(tags[0], REQUEST.image);
    for (const part of ["--push", "--cache-to", "registry.example/app", "--no-cache", "--target", "arm64"])
      assert.ok(!line.includes(part), `${part} in ${line}`);
  });
});
