import assert from "node:assert/strict";
import { separatorLines, type SeparatedStage } from "../../../client/src/views/separatorLines";

/** A file: instructions, comments (#) and empty lines, with `|` before the lines that are below a separator; folded lines begin with `~`. */
const CASES: Record<string, string> = {
  "no stage": "ARG A\n",
  "the first stage has nothing above it": "# about\nFROM a\nRUN x\n",
  "what comes before the first stage": "ARG A\n\n|FROM $A\n",
  "above the comments of a stage": "FROM a\nRUN x\n\n|# about b\n# and more\nFROM b\n",
  "no empty line between": "FROM a\nRUN x\n|# about b\nFROM b\n|FROM c\n",
  "an empty line between the comment and its stage": "FROM a\n# of a\n\n|FROM b\n",
  "a fold that ends with an instruction": "FROM a\n~RUN x\n~RUN y\n|FROM b\n",
  "a fold with comments behind it": "FROM a\n~RUN x\n|# about\nFROM b\n",
  "a stage that is folded away": "FROM a\n~RUN x\n~FROM b\n~RUN y\nEND\n|FROM c\n",
};

describe("separators of stages", () => {
  for (const [name, marked] of Object.entries(CASES))
    it(name, () => {
      const lines = marked.split("\n").map(line => line.replace(/^[|~]+/, ""));
      const expected: number[] = [];
      const visible: { start: number; end: number }[] = [];
      marked.split("\n").forEach((line, index) => {
        if (line.startsWith("~")) return;
        const last = visible.at(-1);
        if (line.startsWith("|")) expected.push(last?.end ?? -1);
        if (last?.end === index - 1) last.end = index;
        else visible.push({ start: index, end: index });
      });
      const stages: SeparatedStage[] = lines.flatMap((line, from) =>
        line.startsWith("FROM")
          ? [{ from, before: lines.findLastIndex((each, i) => i < from && /^\w/.test(each)) }]
          : [],
      );
      assert.deepEqual(
        separatorLines(stages, line => lines[line] === "", visible),
        expected,
      );
    });
});
