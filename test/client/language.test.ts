import assert from "node:assert/strict";
import { readBuildSettings } from "../../client/src/build/request/buildSettings";
import { chosenPlaceText } from "../../client/src/build/engines/chosenPlace";
import { fillVariables } from "../../client/src/build/request/contextPath";
import { imageTags } from "../../client/src/build/request/imageTags";
import { builderItems, contextItems } from "../../client/src/build/engines/placeItems";
import * as problems from "../../client/src/build/problems/problems";
import { stageNameProblem } from "../../client/src/build/request/stageName";
import { TASK_TYPE, taskOverrides } from "../../client/src/build/task/taskDefinition";
import type { BuildRequest } from "../../client/src/engine/buildRequest";
import { builderProblem } from "../../client/src/engine/builderProblem";
import type { Builder } from "../../client/src/engine/engine";
import { resultOf } from "../../client/src/engine/engineCommand";
import { lastWords } from "../../client/src/engine/runTool";
import { valueProblem } from "../../client/src/engine/valueProblem";
import { readTry } from "../../client/src/inside/shells";
import { createStepLog } from "../../client/src/progress/stepLog";
import { ago, seconds } from "../../client/src/engine/amounts";
import { stateWord } from "../../client/src/progress/words";
import { compareSizes } from "../../client/src/report/sizes";
import { sizesMarkdown } from "../../client/src/report/sizesMarkdown";
import { sizesBody } from "../../client/src/report/sizesPage";
import { buildsText, liveText, resultText, stepText } from "../../client/src/views/stateText";
import { useTexts } from "../../server/src/protocol";
import { pseudoBundle, strayPhrases } from "../support/pseudo";
import { modelOf } from "./modelOf";

const STATES = ["waiting", "running", "done", "cached", "failed", "cancelled"] as const;
const BUILDERS: readonly Builder[] = ["buildx", "docker", "embedded", "legacy", "podman", "nerdctl"];
const MODEL = modelOf("FROM alpine AS base\nFROM scratch\nCOPY --from=base /a /b\nCOPY --from=other / /\n");

/** A request that asks for all that there is. */
const ALL: Omit<BuildRequest, "engine"> = {
  dockerfile: "/w/Dockerfile",
  context: "https://example.org/x",
  target: "base",
  image: "w:base",
  platforms: ["linux/amd64", "linux/arm64"],
  buildArgs: {},
  buildContexts: { ctx: "/c" },
  secrets: [
    { id: "a", file: "/a" },
    { id: "b", variable: "B" },
  ],
  ssh: [{ id: "default" }],
  cacheFrom: ["a", "type=local,src=/c"],
  cacheTo: ["a", "b"],
  noCache: ["base"],
  output: "push",
  builderName: "far",
};

/** Which parts of a request are asked for, one at a time, so that each of them is refused by some builder. */
function requests(builder: Builder): BuildRequest[] {
  const plain = {
    dockerfile: ALL.dockerfile,
    context: "/w",
    target: undefined,
    image: ALL.image,
    buildArgs: {},
    buildContexts: {},
    engine: { builder, program: "docker", version: "0.1", progress: "plain" },
  } as const;
  const parts = Object.entries(ALL).map(([key, value]) => ({ ...plain, [key]: value }));
  const unknown = { builder, program: "docker", progress: "plain" } as const;
  return [...parts, { ...plain, cacheTo: ["a"], engine: unknown }, { ...plain, output: { folder: "/o" } }];
}

/** What the pure parts of the client say, in all of their ways. */
function everything(): string[] {
  const said: (string | undefined)[] = [];
  for (const builder of BUILDERS)
    for (const request of requests(builder)) said.push(builderProblem(request)?.message);
  const broken: Partial<BuildRequest>[] = [
    { dockerfile: "-f" },
    { context: "x\0" },
    { target: "-" },
    { image: "A" },
    { platforms: ["-"] },
    { buildArgs: { "a b": "" } },
    { secrets: [{ id: "-", file: "/a" }] },
    { secrets: [{ id: "a", variable: "-" }] },
    { cacheTo: ["-"] },
    { builderName: "-" },
  ];
  const [request] = requests("buildx");
  assert.ok(request);
  for (const part of broken) {
    const problem = valueProblem({ ...request, ...part });
    assert.ok(problem, JSON.stringify(part));
    said.push(problem.message);
  }
  for (const output of ["push", { folder: "/o" }, undefined] as const)
    said.push(resultOf({ ...request, ...(output && { output }) }));

  for (const key of [
    "build.engine",
    "build.context",
    "build.dockerPath",
    "buildArgs",
    "build.tags",
    "build.output",
  ]) {
    const read = readBuildSettings(asked => (asked === key ? 7 : undefined));
    said.push("problem" in read ? read.problem : assert.fail(key));
  }
  for (const key of ["context", "args", "platform", "noCache", "tag", "output"]) {
    const read = taskOverrides({ type: TASK_TYPE, dockerfile: "Dockerfile", [key]: 7 });
    said.push("problem" in read ? read.problem : assert.fail(key));
  }
  for (const value of ["${nothing}", "${workspaceFolder}"]) {
    const filled = fillVariables(value, { dockerfileFolder: "/w", workspaceFolder: undefined });
    said.push("problem" in filled ? filled.problem : assert.fail(value));
  }
  for (const tags of [["${nothing}"], ["A B"], []]) {
    const named = imageTags(tags, { folder: "w", file: "Dockerfile", stage: "s" });
    said.push("problem" in named ? named.problem : assert.fail(tags.join()));
  }
  for (const name of ["", "A", "1", "a!", "a-", "a".repeat(300), "scratch", "base", "other"])
    said.push(stageNameProblem(MODEL, name));

  const told = [
    problems.untrusted(),
    problems.untitled("Dockerfile"),
    problems.notOnDisk("Dockerfile", "vscode-vfs"),
    problems.noEngine({ missing: "buildx" }, "docker"),
    problems.noEngine({ missing: "program", reason: "ENOENT" }, "docker"),
    problems.choiceIsGone('no builder "x" found'),
    problems.choiceIsGone('context "x" not found'),
    problems.engineDown("ENOENT", "linux"),
    problems.engineDown("ENOENT", "win32"),
    problems.engineRefuses("ENOENT"),
  ];
  const steps = [
    problems.showOutput(),
    problems.restartServer(),
    problems.openTasks(),
    problems.selectPlace(),
  ];
  for (const problem of told)
    said.push(problem?.message, ...(problem?.steps ?? []).map(({ title }) => title));
  said.push(...steps.map(({ title }) => title));
  said.push(
    chosenPlaceText({}),
    chosenPlaceText({ builder: { name: "x", driver: "y" }, dockerContext: "z" }),
  );
  const builder = { name: "x", driver: "docker-container", isCurrent: true, nodes: [] };
  const context = { name: "z", description: "", endpoint: "unix://z", error: "", isCurrent: true };
  const items = [...builderItems([builder], { builder }), ...contextItems([context], { dockerContext: "z" })];
  said.push(...items.flatMap(({ label, description, detail }) => [label, description, detail]));

  said.push(...[50, 11_000, 120_000, 125_000, 7_200_000, 7_260_000].map(seconds));
  said.push(...[0, 120_000, 7_200_000, 400_000_000].map(ago));
  for (const state of STATES) {
    said.push(stateWord(state), stepText(state, 400));
    said.push(liveText({ stage: 0, state, done: 1, total: 3, took: 4_000, instructions: [] }));
  }
  for (const status of ["built", "cached", "failed"] as const)
    said.push(
      resultText({ status, at: 0, took: 400, fingerprint: "", name: "base", index: 0, steps: [] }, 200_000),
    );
  said.push(buildsText(3));
  said.push(lastWords({ status: 1, out: "", err: "" }));
  for (const err of ["exec format error", "x"]) {
    const tried = readTry({ status: 3, out: "", err });
    said.push(typeof tried === "string" ? tried : "none" in tried ? tried.none : tried.problem);
  }
  const log = createStepLog();
  log.append("1234567890\n".repeat(60_000));
  said.push(log.lines().find(line => line.startsWith("⟦") || line.startsWith("(")));

  const measured = [
    { index: 0, image: "w:base", size: { bytes: 9_000_000 } },
    { index: 1, image: "w:last", size: { bytes: 4_000_000 } },
  ];
  for (const store of ["layers", "containerd", "unknown"] as const) {
    const sizes = compareSizes(MODEL, measured, { file: "Dockerfile", measured: 0, store });
    said.push(sizesMarkdown(sizes).replace(/\\/g, ""), visible(sizesBody(sizes).html));
  }
  return said.filter(text => text !== undefined);
}

/** What is read of a page. */
function visible(html: string): string {
  const attributes = [...html.matchAll(/(?:aria-label|title)="([^"]*)"/g)].map(match => match[1] ?? "");
  return [html.replace(/<[^>]*>/g, "\n"), ...attributes].join("\n");
}

/** Names of things, and words of others that are put into our sentences. */
const NOT_OURS =
  "docker buildx podman nerdctl docker-container unix ENOENT Dockerfile base last stage-1 alpine x y z none missing kB MB FROM PM AM";

describe("the reader's language in the client", () => {
  afterEach(() => {
    useTexts(undefined);
  });

  it("is that of all that its pure parts say", () => {
    useTexts(pseudoBundle());
    const said = everything();
    assert.ok(said.length > 150, `${said.length} texts`);
    for (const text of said) assert.deepEqual(strayPhrases(text, NOT_OURS), [], text);
  });

  it("stays English where the bundle is none, or its places are others", () => {
    const english = everything();
    const keys = Object.keys(pseudoBundle());
    const bundles: unknown[] = [
      "de",
      null,
      ["a"],
      Object.fromEntries(keys.map(key => [key, 7])),
      Object.fromEntries(keys.map(key => [key, `${key} {9}`])),
      Object.fromEntries(keys.map(key => [key, ""])),
    ];
    for (const bundle of bundles) {
      useTexts(bundle);
      assert.deepEqual(everything(), english);
    }
  });
});
