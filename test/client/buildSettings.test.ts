import { strict as assert } from "node:assert";
import * as path from "node:path";
import { readBuildSettings } from "../../client/src/build/buildSettings";
import { isRemote, resolveContext, resolvePlace } from "../../client/src/build/contextPath";

const read = (values: Record<string, unknown>) => readBuildSettings(key => values[key]);

describe("the settings of a build", () => {
  it("have defaults", () => {
    assert.deepEqual(read({}), {
      settings: { engine: "auto", dockerPath: "docker", context: "", buildArgs: {}, contexts: {} },
    });
    assert.deepEqual(read({ "build.dockerPath": "  " }), read({}));
  });

  it("take numbers and switches for their text", () => {
    assert.deepEqual(read({ buildArgs: { VERSION: 3.2, DEBUG: true, NAME: "x y" } }), {
      settings: {
        engine: "auto",
        dockerPath: "docker",
        context: "",
        buildArgs: { VERSION: "3.2", DEBUG: "true", NAME: "x y" },
        contexts: {},
      },
    });
  });

  const wrong: [Record<string, unknown>, string][] = [
    [{ "build.engine": "podman" }, "build.engine"],
    [{ "build.dockerPath": 1 }, "build.dockerPath"],
    [{ "build.context": [] }, "build.context"],
    [{ buildArgs: ["A=1"] }, "buildArgs"],
    [{ buildArgs: { A: null } }, "buildArgs"],
    [{ "build.contexts": "x" }, "build.contexts"],
  ];
  for (const [values, key] of wrong) {
    it(`are refused by name: ${JSON.stringify(values)}`, () => {
      const result = read(values);
      assert.ok("problem" in result);
      assert.equal(result.setting, `dockerfileStages.${key}`);
      assert.match(result.problem, new RegExp(`dockerfileStages\\.${key.replace(".", "\\.")} must be`));
    });
  }
});

describe("the build context", () => {
  const root = path.resolve("/work space");
  const places = { dockerfileFolder: path.join(root, "app"), workspaceFolder: root };
  const alone = { dockerfileFolder: path.join(root, "app"), workspaceFolder: undefined };

  it("is the Dockerfile's folder unless a setting says otherwise", () => {
    assert.deepEqual(resolveContext("", places), { place: places.dockerfileFolder });
    assert.deepEqual(resolveContext("  ", places), { place: places.dockerfileFolder });
  });

  it("is relative to the workspace folder, with variables filled in", () => {
    assert.deepEqual(resolveContext(".", places), { place: root });
    assert.deepEqual(resolveContext("sub/../x", places), { place: path.join(root, "x") });
    assert.deepEqual(resolveContext("${workspaceFolder}/x", places), { place: path.join(root, "x") });
    assert.deepEqual(resolveContext("${fileDirname}/..", places), { place: root });
    assert.deepEqual(resolveContext(root, places), { place: root });
    assert.deepEqual(resolveContext("..", alone), { place: root });
    assert.deepEqual(resolveContext("-", places), { place: path.join(root, "-") });
  });

  it("is refused where a variable has no value", () => {
    for (const [value, why] of [
      ["${workspaceFolder}", /in none/],
      ["${env:HOME}/x", /only \$\{workspaceFolder\}/],
    ] as const) {
      const result = resolveContext(value, alone);
      assert.ok("problem" in result);
      assert.match(result.problem, why);
    }
  });

  it("may be something that the builder fetches by itself", () => {
    for (const value of [
      "https://x/y.git#main",
      "docker-image://alpine",
      "oci-layout://./x",
      "git@host:a/b.git",
    ]) {
      assert.equal(isRemote(value), true);
      assert.deepEqual(resolvePlace(value, places), { place: value });
    }
    for (const value of ["a/b", "C:\\x", "./git@x", "a:b"]) assert.equal(isRemote(value), false);
  });
});
