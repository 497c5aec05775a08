import { strict as assert } from "node:assert";
import type { Engine } from "../../../client/src/engine/engine";
import {
  readToolTargets,
  toolBuildCommand,
  toolName,
  toolPrintCommand,
  toolProblem,
  type ToolBuild,
} from "../../../client/src/engine/toolBuild";

const ENGINE: Engine = { builder: "buildx", program: "docker", progress: "rawjson", dockerContext: "far" };
const COMPOSE: ToolBuild = {
  tool: "compose",
  files: ["/w/a b.yaml", "/w/c.yaml"],
  folder: "/w",
  names: ["web"],
};
const BAKE: ToolBuild = { ...COMPOSE, tool: "bake", files: ["/w/docker-bake.hcl"] };

describe("a build with Compose or bake", () => {
  it("is a command that goes by the files in their order and runs in their folder", () => {
    assert.deepEqual(toolBuildCommand(ENGINE, COMPOSE, "ours"), {
      file: "docker",
      args: [
        ...["--context", "far", "compose", "--project-directory", "/w"],
        ...["-f", "/w/a b.yaml", "-f", "/w/c.yaml", "build", "web"],
      ],
      env: { BUILDKIT_PROGRESS: "plain", BUILDX_BUILDER: "ours" },
      folder: "/w",
    });
    assert.deepEqual(toolBuildCommand(ENGINE, { ...BAKE, names: [] }, "ours").args.slice(2), [
      ...["buildx", "bake", "--progress=rawjson", "--builder", "ours", "-f", "/w/docker-bake.hcl"],
    ]);
    assert.deepEqual(toolPrintCommand(ENGINE, BAKE).args.slice(2), [
      ...["buildx", "bake", "--progress=quiet", "-f", "/w/docker-bake.hcl", "--print", "web"],
    ]);
  });

  it("is called as people type it", () => {
    assert.equal(toolName(COMPOSE), "docker compose build web");
    assert.equal(toolName({ ...BAKE, names: ["a", "b"] }), "docker buildx bake a b");
  });

  for (const name of ["--push", "-f", "", "a b", "a;b", "$(x)", "a\nb"])
    it(`is refused for what the tool would take for something else: ${JSON.stringify(name)}`, () => {
      assert.match(toolProblem({ ...BAKE, names: ["web", name] }) ?? "", /cannot be used/);
    });

  it("takes the names that both allow", () => {
    assert.equal(toolProblem({ ...BAKE, names: ["web", "a_b-c.d", "1"] }), undefined);
  });

  it("reads what Compose would build: the services that are named, and those that they are based on", () => {
    const config = {
      name: "shop",
      services: {
        web: {
          build: {
            ...{ context: "/w", dockerfile: "web/Dockerfile", target: "run", args: { A: "1", B: null } },
            additional_contexts: { base: "service:base" },
          },
          image: "web:1",
        },
        base: { build: { context: "/w/base" } },
        inline: { build: { context: "/w", dockerfile_inline: "FROM a\nRUN echo $$A $${B}" } },
        far: { build: { context: "https://example.org/a.git" } },
        db: { image: "postgres" },
      },
    };
    const read = (names: string[]) => readToolTargets(JSON.stringify(config), { ...COMPOSE, names });
    assert.deepEqual(read(["web"]), [
      {
        ...{ name: "web", dockerfile: "/w/web/Dockerfile", context: "/w", stage: "run", args: { A: "1" } },
        ...{ tags: ["web:1"], contexts: { base: "service:base" }, needs: ["base"], inlineText: undefined },
      },
      {
        ...{ name: "base", dockerfile: "/w/base/Dockerfile", context: "/w/base", stage: undefined, args: {} },
        ...{ tags: ["shop-base"], contexts: {}, needs: [], inlineText: undefined },
      },
    ]);
    assert.deepEqual(
      read([]).map(({ name, dockerfile, inlineText }) => [name, dockerfile ?? inlineText]),
      [
        ["web", "/w/web/Dockerfile"],
        ["base", "/w/base/Dockerfile"],
        ["inline", "FROM a\nRUN echo $A ${B}"],
        ["far", undefined],
      ],
    );
    const target = { a: { context: ".", "dockerfile-inline": "FROM a\nRUN $$A $${B} %%{c} $C" } };
    const [baked] = readToolTargets(JSON.stringify({ target }), BAKE);
    assert.equal(baked?.inlineText, "FROM a\nRUN $$A ${B} %{c} $C");
  });

  for (const text of [
    "",
    "no JSON",
    "[]",
    '{"services": [1], "target": {"a": 1}}',
    '{"services": {"a": {"build": 3}}}',
  ])
    it(`reads as far as it can what is no answer: ${text}`, () => {
      for (const build of [COMPOSE, BAKE]) assert.ok(readToolTargets(text, build).length <= 1);
    });
});
