import assert from "node:assert/strict";
import { needed, needing, stageGraph } from "../../../server/src/stages/model/graph";
import { stageRoles } from "../../../server/src/stages/model/roles";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { NO_OPTIONS } from "../../../server/src/stages/model/buildOptions";
import { readStages } from "../../../server/src/stages/model/model";
import { realFiles, withSharedData } from "../sharedData";

function modelOf(text: string, targets: readonly string[] = []) {
  return readStages(readDockerfile(text), { ...NO_OPTIONS, targets });
}

function roles(text: string, targets?: readonly string[]): string {
  const model = modelOf(text, targets);
  return stageRoles(model, stageGraph(model)).join(" ");
}

describe("stages: roles", () => {
  const cases: Record<string, [string, string, string[]?]> = {
    none: ["", ""],
    "one stage": ["FROM a\n", "default"],
    "bases and copies": ["FROM a AS x\nFROM b AS y\nFROM x\nCOPY --from=y /a /b\n", "needed needed default"],
    triggers: ["FROM a AS x\nFROM b AS y\nONBUILD COPY --from=x /a /b\nFROM y\n", "needed needed default"],
    "a name that may be a target": ["FROM a AS x\nFROM b\n", "alone default"],
    "no name": ["FROM a\nFROM b\n", "unused default"],
    "a name that a later stage takes": ["FROM a AS x\nFROM b AS x\nFROM c\n", "unused alone default"],
    targets: ["FROM a AS x\nFROM x AS y\nFROM b AS z\nFROM c\n", "needed target unused default", ["Y"]],
    "a target that is not there": ["FROM a AS x\nFROM c\n", "unused default", ["gone"]],
    "the last stage as a target": ["FROM a AS x\nFROM c AS y\n", "unused default", ["y"]],
    "bases that vary": [
      "ARG K=a\nFROM a AS x-a\nFROM b AS x-b\nFROM c AS y\nFROM x-$K\n",
      "needed varying alone default",
    ],
    "bases that vary altogether": ["ARG K=a\nFROM a AS a\nFROM b AS b\nFROM $K\n", "needed varying default"],
    "only what stands above varies": [
      "ARG K=a\nFROM a AS a\nFROM $K\nFROM c AS c\nFROM d\n",
      "varying unused alone default",
    ],
    "images that vary are no stages": [
      "ARG V=1\nFROM a AS node\nFROM node:$V\nFROM ${V:-x/y}/z\n",
      "alone unused default",
    ],
  };
  for (const [title, [text, expected, targets]] of Object.entries(cases))
    it(title, () => {
      assert.equal(roles(text, targets), expected);
    });
});

describe("stages: what needs a stage", () => {
  function check(text: string): void {
    const graph = stageGraph(modelOf(text));
    const { length } = graph.bases;
    const forward = Array.from({ length }, (_, target) => needed(graph, [target]));
    for (let index = 0; index < length; index++)
      assert.deepEqual(
        needing(graph, index),
        forward.map(reached => reached[index] ?? false),
      );
  }

  it("is the other way round of what it needs", () => {
    check(
      "FROM a AS x\nFROM b AS y\nONBUILD COPY --from=x /a /b\nFROM y AS z\nCOPY --from=last /a /b\nFROM z AS last\n",
    );
  });

  withSharedData(() => {
    it("is so in real files", () => {
      for (const { dockerfile } of realFiles()) check(dockerfile);
    }).timeout(60_000);
  });
});
