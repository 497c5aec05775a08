import { strict as assert } from "node:assert";
import { homedir } from "node:os";
import * as path from "node:path";
import { readBuildSettings, type BuildSettings } from "../../../client/src/build/request/buildSettings";
import {
  isRemote,
  resolveContext,
  resolveOwnFile,
  resolvePlace,
} from "../../../client/src/build/request/contextPath";

const read = (values: Record<string, unknown>) => readBuildSettings(key => values[key]);

const DEFAULTS: BuildSettings = {
  engine: "auto",
  programs: { docker: "docker", podman: "podman", nerdctl: "nerdctl" },
  context: "",
  buildArgs: {},
  contexts: {},
  platforms: [],
  secrets: {},
  ssh: [],
  tags: ["${name}:${stage}"],
  cacheFrom: [],
  cacheTo: [],
  output: "image",
  noCache: "off",
};

describe("the settings of a build", () => {
  it("have defaults", () => {
    assert.deepEqual(read({}), { settings: DEFAULTS });
    assert.deepEqual(
      read({ "build.dockerPath": "  ", "build.tags": [" "], "build.output": "", "build.podmanPath": null }),
      read({}),
    );
  });

  it("take numbers and switches for their text", () => {
    assert.deepEqual(read({ buildArgs: { VERSION: 3.2, DEBUG: true, NAME: "x y" } }), {
      settings: { ...DEFAULTS, buildArgs: { VERSION: "3.2", DEBUG: "true", NAME: "x y" } },
    });
  });

  it("take lists without what is empty", () => {
    const settings = {
      "build.platforms": [" linux/arm64 ", ""],
      "build.ssh": ["default"],
      "build.noCache": "stage",
    };
    assert.deepEqual(read(settings), {
      settings: { ...DEFAULTS, platforms: ["linux/arm64"], ssh: ["default"], noCache: "stage" },
    });
  });

  const wrong: [Record<string, unknown>, string][] = [
    [{ "build.engine": "kaniko" }, "build.engine"],
    [{ "build.podmanPath": {} }, "build.podmanPath"],
    [{ "build.nerdctlPath": false }, "build.nerdctlPath"],
    [{ "build.platforms": "linux/arm64" }, "build.platforms"],
    [{ "build.secrets": { a: {} } }, "build.secrets"],
    [{ "build.ssh": [1] }, "build.ssh"],
    [{ "build.tags": "x" }, "build.tags"],
    [{ "build.cacheFrom": {} }, "build.cacheFrom"],
    [{ "build.cacheTo": "x" }, "build.cacheTo"],
    [{ "build.output": [] }, "build.output"],
    [{ "build.noCache": true }, "build.noCache"],
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
      ["${workspaceFolder}", /is not in one/],
      ["${env:HOME}/x", /Only \$\{workspaceFolder\}/],
    ] as const) {
      const result = resolveContext(value, alone);
      assert.ok("problem" in result);
      assert.match(result.problem, why);
    }
  });

  it("is another than a file of one's own, which may be at home and is never fetched", () => {
    assert.deepEqual(resolveOwnFile("~/.npmrc", places), { place: path.join(homedir(), ".npmrc") });
    assert.deepEqual(resolveOwnFile("a~/b", places), { place: path.join(root, "a~", "b") });
    assert.deepEqual(resolveOwnFile("https://x", places), { place: path.join(root, "https:", "x") });
    assert.deepEqual(resolveOwnFile("${fileDirname}/s", alone), { place: path.join(root, "app", "s") });
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
