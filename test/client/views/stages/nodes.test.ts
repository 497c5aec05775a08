import { strict as assert } from "node:assert";
import { stageNodes } from "../../../../client/src/views/stages/nodes";
import { graphAnswer } from "../../../../server/src/features/graph";
import type { UseInfo } from "../../../../server/src/protocol";
import { contextOf } from "../../../support/feature";

const TEXT = `FROM golang AS Build
FROM alpine AS build
FROM build AS test
RUN --mount=from=node,target=/n x
FROM scratch
COPY --from=build / /
`;

function use(label: string, target: string | null, more: Partial<UseInfo> = {}): UseInfo {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return {
    id: label,
    kind: "compose",
    name: label,
    label,
    uri: "file:///compose.yaml",
    range,
    dockerfile: { uri: null, text: "", isInline: false },
    context: null,
    target: target === null ? null : { text: target, isOpen: target.includes("$") },
    args: {},
    contexts: {},
    platforms: [],
    secrets: [],
    ssh: [],
    tags: [],
    noCacheFilters: [],
    isPartial: false,
    canBuildWith: null,
    ...more,
  };
}

describe("the stages of a Dockerfile in the view", () => {
  const uses = [
    use("tests", "TEST"),
    use("builds", "build"),
    use("last", null),
    use("unknown", null, { isPartial: true }),
    use("open", "${T}"),
  ];
  const parent = { kind: "dockerfile", uri: "file:///Dockerfile", path: "Dockerfile" } as const;
  const nodes = stageNodes(
    parent,
    graphAnswer(contextOf(TEXT), {}),
    { 2: { state: "done", text: "✓ built" } },
    uses,
  );

  it("have what they need and the builds that end with them", () => {
    assert.deepEqual(
      nodes.map(({ node, needs, uses: of }) => [
        node.label,
        needs.map(({ node: { label }, by }) => `${by} ${label}`),
        of.map(({ label }) => label),
      ]),
      [
        ["Build", ["FROM golang"], []],
        ["build", ["FROM alpine"], ["builds"]],
        ["test", ["FROM build", "RUN --mount node"], ["tests"]],
        ["stage-3", ["FROM scratch", "COPY build"], ["last"]],
      ],
    );
  });

  it("are what commands take: a Dockerfile and an index", () => {
    assert.deepEqual(
      nodes.map(({ uri, stage, state }) => [uri, stage, state?.text]),
      [
        [parent.uri, 0, undefined],
        [parent.uri, 1, undefined],
        [parent.uri, 2, "✓ built"],
        [parent.uri, 3, undefined],
      ],
    );
  });
});
