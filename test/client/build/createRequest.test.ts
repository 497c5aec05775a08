import { strict as assert } from "node:assert";
import { homedir } from "node:os";
import * as path from "node:path";
import { readBuildSettings } from "../../../client/src/build/request/buildSettings";
import type { ChosenPlace } from "../../../client/src/build/engines/chosenPlace";
import { createRequest, type Prepared } from "../../../client/src/build/request/createRequest";
import { targetOfName } from "../../../client/src/build/request/stageTarget";
import { taskOverrides } from "../../../client/src/build/task/taskDefinition";
import type { BuildRequest } from "../../../client/src/engine/buildRequest";
import type { Builder } from "../../../client/src/engine/engine";
import { modelOf } from "../modelOf";

const ROOT = path.resolve("/work space");
const TEXT = "FROM a AS Base\nFROM base AS build\nFROM scratch\n";

interface Case {
  text?: string;
  stage?: string;
  builder?: Builder;
  settings?: Record<string, unknown>;
  chosen?: ChosenPlace;
  root?: string;
}

function prepare({
  text = TEXT,
  stage,
  builder = "buildx",
  settings = {},
  chosen = {},
  root = ROOT,
}: Case): Prepared {
  const model = modelOf(text);
  const target = targetOfName(model, stage);
  assert.ok(target.kind === "named" || target.kind === "last");
  const read = readBuildSettings(key => settings[key]);
  assert.ok("settings" in read);
  return createRequest({
    ...{ dockerfile: path.join(root, "app", "Dockerfile"), workspaceFolder: root, model, target, chosen },
    ...{ settings: read.settings, engine: { builder, program: "docker", progress: "plain" } },
  });
}

function requestOf(wanted: Case): BuildRequest {
  const { request, problem } = prepare(wanted);
  assert.ok(request, problem?.message);
  return request;
}

function problemOf(wanted: Case) {
  const { problem } = prepare(wanted);
  assert.ok(problem);
  return problem;
}

describe("a build's request", () => {
  it("has what the settings say, with its places made absolute", () => {
    const request = requestOf({
      stage: "build",
      settings: {
        "build.context": ".",
        "build.contexts": { lib: "../lib", img: "docker-image://alpine" },
        "build.secrets": { npm: "~/.npmrc", pip: "secrets/pip", token: "env:TOKEN" },
        "build.ssh": ["default", "key=~/.ssh/id"],
        "build.tags": ["r.io/${folder}:${stage}", "${stage}"],
        "build.cacheTo": ["type=local,dest=${workspaceFolder}/.cache"],
        "build.platforms": ["linux/arm64"],
        "build.output": "push",
        "build.noCache": "stage",
      },
    });
    assert.equal(request.context, ROOT);
    assert.deepEqual(request.buildContexts, {
      lib: path.resolve(ROOT, "../lib"),
      img: "docker-image://alpine",
    });
    assert.deepEqual(request.secrets, [
      { id: "npm", file: path.join(homedir(), ".npmrc") },
      { id: "pip", file: path.join(ROOT, "secrets", "pip") },
      { id: "token", variable: "TOKEN" },
    ]);
    assert.deepEqual(request.ssh, [
      { id: "default" },
      { id: "key", path: path.join(homedir(), ".ssh", "id") },
    ]);
    assert.deepEqual([request.image, request.moreTags], ["r.io/app:build", ["build"]]);
    assert.deepEqual(request.cacheTo, [`type=local,dest=${ROOT}/.cache`]);
    assert.deepEqual([request.output, request.noCache, request.target], ["push", ["build"], "build"]);
  });

  it("labels the image that stays here, and no other", () => {
    const labels = {
      "dev.dockerfile-stages.dockerfile": path.join(ROOT, "app", "Dockerfile"),
      "dev.dockerfile-stages.stage": "base",
    };
    assert.deepEqual(requestOf({ stage: "BASE" }).labels, labels);
    for (const output of ["push", "out"]) {
      assert.equal(requestOf({ stage: "base", settings: { "build.output": output } }).labels, undefined);
    }
  });

  it("loads the image of a builder that keeps it, unless it goes elsewhere", () => {
    const kube = { builder: { name: "kube", driver: "kubernetes" } };
    const inside = { builder: { name: "default", driver: "docker" } };
    assert.equal(requestOf({ chosen: kube }).output, "load");
    assert.equal(requestOf({ chosen: kube }).builderName, "kube");
    assert.equal(requestOf({ chosen: inside }).output, undefined);
    assert.deepEqual(requestOf({ chosen: kube, settings: { "build.output": "out" } }).output, {
      folder: path.join(ROOT, "out"),
    });
    assert.equal(requestOf({ chosen: { dockerContext: "far" } }).engine.dockerContext, "far");
  });

  it("names the stage as its builder wants it", () => {
    assert.equal(requestOf({ stage: "base" }).target, "base");
    assert.equal(requestOf({ stage: "base", builder: "legacy" }).target, "base");
    assert.equal(requestOf({ stage: "base", builder: "podman" }).target, "Base");
    assert.equal(requestOf({ builder: "podman" }).target, undefined);
    const twice = "FROM a AS x\nFROM b AS X\nFROM c AS x\nFROM d\n";
    assert.equal(requestOf({ stage: "x", text: twice }).target, "x");
    for (const builder of ["podman", "legacy"] as const) {
      assert.match(problemOf({ stage: "x", text: twice, builder }).message, /"x".*line 1/);
    }
    const cases = "FROM a AS x\nFROM b AS X\nFROM c\n";
    assert.equal(requestOf({ stage: "x", text: cases, builder: "podman" }).target, "X");
    assert.match(problemOf({ stage: "x", text: cases, builder: "legacy" }).message, /line 1/);
  });

  const kube: ChosenPlace = { builder: { name: "kube", driver: "kubernetes" } };
  const cacheIn = { "build.cacheTo": ["type=local,dest=${workspaceFolder}"] };
  const refused: [what: string, wanted: Case, message: RegExp, ...commands: string[]][] = [
    ["a cache filter of no name", { settings: { "build.noCache": "stage" } }, /no name/, "openSettings"],
    ["a bad tag", { settings: { "build.tags": ["a b"] } }, /"a b"/, "openSettings"],
    ["a bad platform", { settings: { "build.platforms": ["--x"] } }, /"--x"/, "openSettings"],
    [
      "a secret without a place",
      { settings: { "build.secrets": { a: " " } } },
      /requires the path/,
      "openSettings",
    ],
    ["an unknown variable", { settings: { "build.output": "${env:X}" } }, /Only/, "openSettings"],
    ["a comma in a folder", { root: path.resolve("/a,b"), settings: cacheIn }, /comma/, "openSettings"],
    [
      "a chosen builder of podman",
      { builder: "podman", chosen: kube },
      /"kube"/,
      "selectBuilder",
      "openSettings",
    ],
    [
      "a push by podman",
      { builder: "podman", settings: { "build.output": "push" } },
      /pushing/,
      "openSettings",
    ],
  ];
  for (const [what, wanted, message, ...commands] of refused) {
    it(`is refused with a button: ${what}`, () => {
      const problem = problemOf(wanted);
      assert.match(problem.message, message);
      assert.deepEqual(
        problem.steps.map(({ command }) => command.split(".").at(-1)),
        commands,
      );
    });
  }
});

describe("a task's definition", () => {
  const task = (more: Record<string, unknown>) =>
    taskOverrides({ type: "dockerfileStages", dockerfile: "Dockerfile", ...more });

  it("stands in for the settings, as far as it says something", () => {
    assert.deepEqual(task({ stage: "x" }), { overrides: {} });
    assert.deepEqual(
      task({ context: "..", args: { V: 1 }, platform: "a, b", noCache: true, tag: "t", output: "push" }),
      {
        overrides: {
          ...{ context: "..", buildArgs: { V: "1" }, platforms: ["a", "b"], noCache: "all", tags: ["t"] },
          output: "push",
        },
      },
    );
    assert.deepEqual(task({ platform: ["a"], noCache: "stage", tag: ["t", "u"] }), {
      overrides: { platforms: ["a"], noCache: "stage", tags: ["t", "u"] },
    });
    assert.deepEqual(task({ noCache: false }), { overrides: { noCache: "off" } });
  });

  const wrong: Record<string, unknown[]> = {
    context: [1, null, []],
    args: [["A=1"], "A=1", { A: [] }],
    platform: [1, [1], {}],
    noCache: ["yes", 1, null],
    tag: [1, [], [1], "", {}],
    output: [1, "", {}],
  };
  for (const [name, values] of Object.entries(wrong)) {
    it(`is refused by the name of what cannot be read: ${name}`, () => {
      for (const value of values) {
        const result = task({ [name]: value });
        assert.ok("problem" in result, JSON.stringify(value));
        assert.ok(result.problem.includes(`"${name}"`));
      }
    });
  }
});
