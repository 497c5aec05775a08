import assert from "node:assert/strict";
import { stageSymbols } from "../../server/src/features/workspaceSymbols";
import { URI, contextOf } from "../support/feature";

const CONTEXT = contextOf("FROM golang:1.22 AS Builder\nFROM alpine\nFROM Builder AS test\nRUN go test\n");

describe("workspace symbols", () => {
  const queries: Record<string, string[]> = {
    "": ["Builder · golang:1.22", "stage-1 · alpine", "test · Builder"],
    builder: ["Builder · golang:1.22", "test · Builder"],
    BLD: ["Builder · golang:1.22", "test · Builder"],
    "b g": ["Builder · golang:1.22"],
    alp: ["stage-1 · alpine"],
    dlb: [],
    "go test": [],
    tbuild: ["test · Builder"],
  };
  for (const [query, names] of Object.entries(queries))
    it(`are stages with the letters of "${query}" in their order`, () => {
      const found = stageSymbols(CONTEXT, query).map(({ name }) => name);
      assert.deepEqual(found, names);
    });

  it("say in which file they are", () => {
    const [first] = stageSymbols(CONTEXT, "builder");
    assert.equal(first?.containerName, "Dockerfile");
    assert.equal(first.location.uri, URI);
  });
});
