/** The table of docs/fidelity.md: how often each rule of our own reports a problem in files of other people, held against them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../server/src/rules/registry";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { createMemory } from "../../server/src/rules/run/memory";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import { realFiles, withSharedData } from "../stages/sharedData";

const PAGE = join(__dirname, "../../docs/fidelity.md");
const ROW = /^\| (\w+)(?: \(off\))? +\| +(\d+) \| +(\d+) \| +(\d+|-) \| +(\d+|-) \|/gm;
/** They report what files around a Dockerfile, its build context or builds of this machine say; these files stand alone. */
const OF_OTHERS = new Set([
  "DockerfileNotFound",
  "InstructionOrder",
  "MissingNamedContext",
  "SourceNotInContext",
  "UnknownNoCacheFilter",
  "UnusedNamedContext",
]);

describe("the table of rules in docs/fidelity.md", () => {
  const own = RULES.filter(({ origin }) => origin === "own");
  const rows = [...readFileSync(PAGE, "utf8").matchAll(ROW)];

  it("has every rule of our own that a Dockerfile alone decides", () => {
    const named = own.map(({ id }) => id).filter(id => !OF_OTHERS.has(id));
    assert.deepEqual(
      rows.map(([, id]) => id),
      named.sort(),
    );
  });

  it("says that every problem was read, and none is false", () => {
    for (const [, id, problems, , reviewed, wrong] of rows)
      assert.deepEqual([reviewed, wrong], problems === "0" ? ["-", "-"] : [problems, "0"], id);
  });

  withSharedData(() => {
    it("has as many problems as the rules report", function () {
      this.timeout(0);
      const levels = Object.fromEntries(own.map(({ id, severity }) => [id, severity]));
      const found = new Map<string, string[]>();
      for (const { id, dockerfile } of realFiles()) {
        const settings = { levels, onlyStages: false };
        for (const { rule } of checkModel(analyzeText(dockerfile), fail, createMemory(), settings))
          if (rule.origin === "own") found.set(rule.id, [...(found.get(rule.id) ?? []), id]);
      }
      for (const [, id = "", problems, files] of rows) {
        const all = found.get(id) ?? [];
        assert.deepEqual([Number(problems), Number(files)], [all.length, new Set(all).size], id);
      }
    });
  });
});

function fail(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id} threw`, { cause: error });
}
