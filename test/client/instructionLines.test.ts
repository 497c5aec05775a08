import { strict as assert } from "node:assert";
import { readInstructionLines } from "../../client/src/build/instructionLines";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { engineCases } from "./engineOutput/cases";

const TEXTS: Record<string, string> = {
  ...Object.fromEntries(Object.entries(engineCases).map(([name, { dockerfile }]) => [name, dockerfile])),
  twoHeredocs: "FROM a\nCOPY <<A <<-'B' /x/\none\nA\n\ttwo\n\tB\nRUN <<E cat\nRUN no\nE\nRUN last\n",
  notHeredoc: "FROM a\nLABEL x=<<EOF\nRUN y\nEOF\n",
  openHeredoc: "FROM a\nRUN <<EOF\nRUN y\n",
  continuedToTheEnd: "FROM a\nRUN x \\\n",
  blankLines: "\n\nFROM a\n\nRUN x \\\n\n\n  y\n\n",
};

describe("the lines of the instructions", () => {
  for (const [name, text] of Object.entries(TEXTS)) {
    it(`are the server's: ${name}`, () => {
      const found = readInstructionLines(text.split(/\r?\n/)).map(
        ({ keyword, first }) => `${first} ${keyword}`,
      );
      const lineOf = (offset: number) => text.slice(0, offset).split("\n").length - 1;
      const known = readDockerfile(text).lines.map(
        ({ start, instruction }) => `${lineOf(start)} ${instruction.keyword}`,
      );
      assert.deepEqual(
        found.filter(line => !line.endsWith("EOF")),
        known.filter(line => !line.endsWith("EOF")),
      );
    });
  }
});
