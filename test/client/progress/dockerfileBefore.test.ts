import assert from "node:assert/strict";
import { dockerfileBefore } from "../../../client/src/progress/dockerfileBefore";
import { realFiles, withSharedData } from "../../stages/sharedData";
import { instructionsOf, modelOf } from "../modelOf";

describe("the Dockerfile before an instruction", () => {
  const cases: [about: string, text: string, before: (string | undefined)[]][] = [
    [
      "ends where it begins, in any stage",
      "ARG A\nFROM a AS x\nRUN 1\n  RUN 2\nFROM x\nCOPY . .\nRUN 3\n",
      [
        undefined,
        undefined,
        "ARG A\nFROM a AS x\n",
        "ARG A\nFROM a AS x\nRUN 1\n  ",
        undefined,
        "ARG A\nFROM a AS x\nRUN 1\n  RUN 2\nFROM x\n",
        "ARG A\nFROM a AS x\nRUN 1\n  RUN 2\nFROM x\nCOPY . .\n",
      ],
    ],
    [
      "keeps the ends of lines",
      "FROM a\r\nRUN <<E\r\nx\r\nE\r\nRUN 2",
      [undefined, "FROM a\r\n", "FROM a\r\nRUN <<E\r\nx\r\nE\r\n"],
    ],
    [
      "keeps directives",
      "# escape=`\nFROM a\nRUN x `\n  y\nRUN z",
      [undefined, "# escape=`\nFROM a\n", "# escape=`\nFROM a\nRUN x `\n  y\n"],
    ],
  ];
  for (const [about, text, before] of cases) {
    it(about, () => {
      assert.deepEqual(
        instructionsOf(text).map(instruction => dockerfileBefore(text, instruction)),
        before,
      );
    });
  }

  withSharedData(() => {
    it("is the same file up to there, in every real file", () => {
      let cut = 0;
      for (const { dockerfile: text } of realFiles().slice(0, 200)) {
        const instructions = instructionsOf(text);
        instructions.forEach((instruction, index) => {
          const before = dockerfileBefore(text, instruction);
          if (before === undefined) return;
          assert.deepEqual(
            instructionsOf(before).map(one => one.text),
            instructions.slice(0, index).map(one => one.text),
          );
          assert.equal(modelOf(before).stages.length - 1, instruction.stage);
          cut++;
        });
      }
      assert.ok(cut > 1000);
    }).timeout(60_000);
  });
});
