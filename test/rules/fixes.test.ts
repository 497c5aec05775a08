/** What holds for every fix that is offered, whatever rule offers it. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { applyChanges } from "../../server/src/edits/edit";
import { checkModel } from "../../server/src/rules/run/checkModel";
import type { RuleFinding } from "../../server/src/rules/run/finding";
import { evaluateStage } from "../../server/src/stages/evaluation/evaluateStage";
import { rootOf } from "../../server/src/stages/evaluation/rootEnvironment";
import type { Environment } from "../../server/src/stages/evaluation/environment";
import { reachableFrom, stageGraph } from "../../server/src/stages/model/graph";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import { readStages } from "../../server/src/stages/model/model";
import type { StageModel } from "../../server/src/stages/model/model";
import { mutatedFiles, realFiles, withSharedData } from "../stages/sharedData";
import { marked } from "../support/marked";
import { EXAMPLES } from "./examples";
import { ARGUMENT_EXAMPLES } from "./examples/arguments";
import { FIX_EXAMPLES } from "./examples/fixes";
import { FRONTEND_EXAMPLES } from "./examples/frontends";
import { LINT_EXAMPLES } from "./examples/lint";
import { OWN_EXAMPLES } from "./examples/own";
import { STEP_EXAMPLES } from "./examples/steps";
import { TEMPLATE_EXAMPLES } from "./examples/templates";

const ALL_EXAMPLES = {
  ...EXAMPLES,
  ...STEP_EXAMPLES,
  ...TEMPLATE_EXAMPLES,
  ...FRONTEND_EXAMPLES,
  ...LINT_EXAMPLES,
  ...ARGUMENT_EXAMPLES,
  ...OWN_EXAMPLES,
};
/** A file of hundreds of one finding shows no more than a few of them do. */
const MOST_OF_A_RULE = 3;

function read(text: string): StageModel {
  return readStages(readDockerfile(text), NO_OPTIONS);
}

function findings(model: StageModel): RuleFinding[] {
  return checkModel(analyze(model.file, model.options), (rule, error) => {
    throw new Error(`${rule.id} threw: ${String(error)}`);
  });
}

const isError = ({ rule }: RuleFinding) => rule.origin === "error";

/** What builds take from a file: the stages that each one needs, and what is set in them at their end. */
function meaning(model: StageModel): unknown {
  const graph = stageGraph(model);
  const ends: Environment[] = [];
  return model.stages.map(stage => {
    const parent = model.stages[graph.bases[stage.index] ?? -1] ?? null;
    const dispatch = evaluateStage(model, stage, parent, ends[parent?.index ?? -1] ?? rootOf(stage.base));
    ends[stage.index] = dispatch.end;
    return {
      name: stage.name,
      base: stage.base.to,
      needs: reachableFrom(graph, stage.index),
      values: [...dispatch.end.own].map(([name, { value }]) => [name, value]),
      workdir: dispatch.end.workdir,
    };
  });
}

/** Applies every fix of a text by itself, and fails where one does not do what a fix has to do. Answers how many. */
function holdFixes(text: string): number {
  const model = read(text);
  const before = findings(model);
  const seen = new Map<string, number>();
  let applied = 0;
  for (const { rule, fixes } of before) {
    const count = seen.get(rule.id) ?? 0;
    seen.set(rule.id, count + 1);
    if (count >= MOST_OF_A_RULE) continue;
    for (const { title, changes, refused, isSafe } of fixes?.() ?? []) {
      const where = `${rule.id}, ${title}:\n${text}`;
      assert.equal(
        changes.length === 0,
        refused !== undefined,
        `changes something or says why not: ${where}`,
      );
      if (refused !== undefined) continue;
      applied++;
      const sorted = [...changes].sort((a, b) => a.span.start - b.span.start);
      for (const [index, { span }] of sorted.entries()) {
        const end = sorted[index - 1]?.span.end ?? 0;
        assert.ok(end <= span.start && span.start <= span.end && span.end <= text.length, where);
      }
      const fixed = applyChanges(text, changes);
      const fixedModel = read(fixed);
      const after = findings(fixedModel);
      const ofRule = (found: RuleFinding[]) => found.filter(finding => finding.rule === rule).length;
      assert.ok(ofRule(after) < ofRule(before), `the finding is gone: ${where}\n--- after:\n${fixed}`);
      assert.ok(
        after.filter(isError).length <= before.filter(isError).length,
        `no error is added: ${where}\n--- after:\n${fixed}`,
      );
      if (isSafe) assert.deepEqual(meaning(fixedModel), meaning(model), `builds stay as they are: ${where}`);
    }
  }
  return applied;
}

describe("fixes", () => {
  for (const [title, { before, fix, after }] of Object.entries(FIX_EXAMPLES))
    it(title, () => {
      const fixes = findings(read(before)).flatMap(finding => finding.fixes?.() ?? []);
      const chosen = fixes.find(offered => offered.title === fix);
      assert.ok(chosen, `"${fix}" is offered, not ${JSON.stringify(fixes.map(offered => offered.title))}`);
      if (typeof after === "string") assert.equal(applyChanges(before, chosen.changes), after);
      else assert.equal(chosen.refused, after.refused);
      holdFixes(before);
    });

  it("mend what they are offered for in every example, add no error, and say why where they cannot", () => {
    let applied = 0;
    for (const example of Object.values(ALL_EXAMPLES)) {
      const { text } = marked(example);
      applied += holdFixes(text) + holdFixes(text.replace(/\n/g, "\r\n")) + holdFixes(text.trimEnd());
    }
    assert.ok(applied > 200, `${applied} fixes were applied`);
  });

  it("keep the values of ENV and LABEL, whatever is in them", () => {
    const values = [
      "a",
      "a b",
      '"a b" c',
      "a\\ b  c",
      "$X y",
      "'$X' \"y\"",
      "a=b c",
      "it\\'s here",
      "x'y z'w v",
    ];
    for (const escape of ["\\", "`"])
      for (const value of values)
        for (const keyword of ["ENV", "LABEL", "env"]) {
          const directive = escape === "`" ? "# escape=`\n" : "";
          assert.equal(
            holdFixes(`${directive}FROM scratch\n${keyword} key ${value.replaceAll("\\", escape)}\n`) > 0,
            true,
            value,
          );
        }
  });

  withSharedData(() => {
    it("mend what they are offered for in files of other people, changed here and there", function () {
      this.timeout(120_000);
      let applied = 0;
      for (const { dockerfile } of [...realFiles(), ...mutatedFiles()]) applied += holdFixes(dockerfile);
      assert.ok(applied > 1_500, `${applied} fixes were applied`);
    });
  });
});
