import assert from "node:assert/strict";
import { readHistory, type HistoryEntry } from "../../../client/src/engine/imageHistory";
import { instructionSizes } from "../../../client/src/progress/instructionSizes";
import type { BuiltFile } from "../../../client/src/progress/stepPlaces";
import { instructionsOf, modelOf } from "../modelOf";

function fileOf(text: string, target: number, contexts: string[] = []): BuiltFile {
  const model = modelOf(text, contexts);
  return {
    name: "Dockerfile",
    lines: text.split("\n"),
    model,
    instructions: instructionsOf(text, contexts),
    target,
  };
}

const history = (...entries: [createdBy: string, bytes: number][]): HistoryEntry[] =>
  entries.map(([createdBy, bytes]) => ({ createdBy, bytes }));

const TEXT = "FROM a AS base\nRUN x\nENV A=1\nFROM base\nCOPY . .\nRUN y\n";

describe("the sizes of instructions", () => {
  const bytesOf = (text: string, target: number, entries: HistoryEntry[], contexts?: string[]) => {
    const sizes = instructionSizes(fileOf(text, target, contexts), entries);
    return sizes && Object.fromEntries(sizes.byInstruction);
  };

  it("are brought to them from the newest entry back, through the stages below", () => {
    const entries = history(
      ["", 5],
      ["CMD x", 0],
      ["RUN x", 10],
      ["ENV A=1", 0],
      ["COPY . .", 20],
      ["RUN y", 30],
    );
    assert.deepEqual(bytesOf(TEXT, 1, entries), { 0: 5, 1: 10, 2: 0, 4: 20, 5: 30 });
  });

  it("are none where the history is another one", () => {
    for (const entries of [
      history(["RUN x", 10], ["ENV A=1", 0], ["ADD . .", 20], ["RUN y", 30]),
      history(["COPY . .", 20], ["RUN y", 30]),
      history(),
      history(["RUN more", 1], ["COPY . .", 1], ["RUN y", 1], ["USER z", 7]),
    ])
      assert.equal(bytesOf(TEXT, 1, entries), undefined, JSON.stringify(entries));
    assert.equal(bytesOf("FROM scratch\nCOPY a b\n", 0, history(["RUN z", 4], ["COPY a b", 1])), undefined);
  });

  it("pass over entries without files that a builder adds by itself", () => {
    const entries = history(["", 5], ["COPY . .", 20], ["LABEL a=b", 0]);
    assert.deepEqual(bytesOf("FROM a\nCOPY . .\n", 0, entries), { 0: 5, 1: 20 });
  });

  it("are those of the base where a named context replaces it", () => {
    const entries = history(["", 500], ["COPY . .", 20], ["RUN y", 30]);
    assert.deepEqual(bytesOf(TEXT, 1, entries, ["base"]), { 3: 500, 4: 20, 5: 30 });
  });

  it("are read as each engine prints them, and nothing is trusted", () => {
    const docker = `{"CreatedBy":"RUN b","Size":"12"}\n{"CreatedBy":"FROM","Size":"-4"}\nnonsense\n`;
    assert.deepEqual(readHistory(docker), history(["FROM", 0], ["RUN b", 12]));
    const podman = `[{"createdBy":"/bin/sh -c #(nop) COPY x","size":3},{"createdBy":null,"size":"y"}]`;
    assert.deepEqual(readHistory(podman), history(["", 0], ["/bin/sh -c #(nop) COPY x", 3]));
    assert.deepEqual(readHistory("[]"), []);
  });
});
