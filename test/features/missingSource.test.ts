import assert from "node:assert/strict";
import { missingSourcePlace, namesInStage } from "../../server/src/features/missingSource";
import { contextOf } from "../support/feature";

const FILE = `FROM golang AS build
RUN go build -o /out/app .
FROM nginx AS web
COPY --from=build /out/ap /x
COPY --from=nginx:1 \\
  /nope /x
COPY nope /x
ADD nope.tar /
RUN --mount=type=bind,source=nope,target=/n --mount=type=cache,target=/c true
RUN --mount=from=build,source=/out,target=/n --mount=source=./conf/x,target=/m true
RUN --mount=from=build,source=a,target=/n --mount=from=build,source=b,target=/m true
ENV A=1
`;

describe("the place of what is missing", () => {
  const stage = { kind: "stage", stage: 0, name: "build" };
  for (const [line, path, expected] of [
    [3, "out/ap", stage],
    [4, "nope", { kind: "other", text: "nginx:1" }],
    [6, "nope", { kind: "context" }],
    [7, "nope.tar", { kind: "context" }],
    [8, "nope", { kind: "context" }],
    [9, "out", stage],
    [9, "conf/x", { kind: "context" }],
    // Of several, nobody says which.
    [9, "else", null],
    [10, "else", stage],
    [11, "x", null],
    [5, "nope", null],
    [99, "x", null],
  ] as const)
    it(`is ${JSON.stringify(expected)} for ${path} in line ${line}`, () => {
      assert.deepEqual(missingSourcePlace(contextOf(FILE), line, path), expected);
    });

  it("has the names that the file itself says of a stage", () => {
    const context = contextOf(FILE);
    assert.deepEqual(
      namesInStage(context, 0, "/out").map(({ name }) => name),
      ["app"],
    );
    assert.ok(namesInStage(context, 0, "/").some(({ name, isFolder }) => name === "out" && isFolder));
    assert.deepEqual(namesInStage(context, 9, "/"), []);
  });
});
