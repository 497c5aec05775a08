import { strict as assert } from "node:assert";
import { builderProblem, engineCommand, type BuildRequest } from "../../client/src/engine/engineCommand";

const REQUEST: BuildRequest = {
  engine: { builder: "buildx", program: "docker", progress: "plain" },
  dockerfile: "/my app/Dockerfile",
  context: "/my app",
  target: "build",
  image: "my-app:build",
  buildArgs: {},
  buildContexts: {},
};

describe("the command of a build", () => {
  it("is buildx with target, file, image and context", () => {
    assert.deepEqual(engineCommand(REQUEST, "shown"), {
      file: "docker",
      args: [
        "buildx",
        "build",
        "--target",
        "build",
        "-f",
        "/my app/Dockerfile",
        "-t",
        "my-app:build",
        "/my app",
      ],
      env: {},
    });
  });

  it("has no target for the last stage", () => {
    const { args } = engineCommand({ ...REQUEST, target: undefined, image: "my-app" }, "shown");
    assert.deepEqual(args, ["buildx", "build", "-f", "/my app/Dockerfile", "-t", "my-app", "/my app"]);
  });

  it("hands on build arguments and contexts as they are, one argument each", () => {
    const { args } = engineCommand(
      {
        ...REQUEST,
        buildArgs: { A: "1 && rm -rf /", B: "" },
        buildContexts: { lib: "/l ib", img: "docker-image://a" },
      },
      "shown",
    );
    assert.deepEqual(args.slice(8, -1), [
      "--build-arg",
      "A=1 && rm -rf /",
      "--build-arg",
      "B=",
      "--build-context",
      "lib=/l ib",
      "--build-context",
      "img=docker-image://a",
    ]);
  });

  const builders = [
    { builder: "buildx", first: ["buildx", "build", "--progress=plain"], env: {} },
    { builder: "docker", first: ["build", "--progress=plain"], env: {} },
    { builder: "embedded", first: ["build", "--progress=plain"], env: { DOCKER_BUILDKIT: "1" } },
    { builder: "legacy", first: ["build"], env: {} },
  ] as const;
  for (const { builder, first, env } of builders) {
    it(`of ${builder} asks for an output that can be read, as far as it can`, () => {
      const progress = builder === "legacy" ? "none" : "plain";
      const command = engineCommand({ ...REQUEST, engine: { builder, program: "docker", progress } }, "read");
      assert.deepEqual(command.args, [...first, ...engineCommand(REQUEST, "shown").args.slice(2)]);
      assert.deepEqual(command.env, env);
    });
  }

  it("needs buildx for named contexts, and says so", () => {
    const buildContexts = { lib: "/lib", "my-base": "docker-image://alpine" };
    for (const builder of ["embedded", "legacy"] as const) {
      const request = { ...REQUEST, engine: { ...REQUEST.engine, builder } };
      assert.match(builderProblem({ ...request, buildContexts }) ?? "", /"lib", "my-base".*buildx/);
      assert.equal(builderProblem(request), undefined);
    }
    for (const builder of ["buildx", "docker"] as const) {
      const request = { ...REQUEST, engine: { ...REQUEST.engine, builder }, buildContexts };
      assert.equal(builderProblem(request), undefined);
    }
  });
});
