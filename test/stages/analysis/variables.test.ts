/** What holds of the variables of stages in any file: they agree with the evaluation, and stay right from version to version. */
import assert from "node:assert/strict";
import { readDockerfile } from "../../../server/src/dockerfile/dockerfile";
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import { analyze } from "../../../server/src/stages/analysis/analyze";
import type { Analysis } from "../../../server/src/stages/analysis/analysis";
import type {
  Declaration,
  VariableOccurrence,
} from "../../../server/src/stages/analysis/variables/stageVariables";
import { inDocument } from "../../../server/src/stages/cursor/occurrence";
import {
  familyOccurrences,
  meaningsByStage,
  variableOf,
} from "../../../server/src/stages/cursor/variableFamily";
import { edited, forAll } from "../../dockerfile/randomText";
import type { Random } from "../../support/random";
import { realFiles, withSharedData } from "../sharedData";
import { readAnalysis } from "../read";

const OPTIONS = { buildArgs: new Map([["X", "a"]]), contexts: ["c"] };
const LINES = [
  "FROM x AS a\n",
  "FROM a AS b\n",
  "FROM scratch AS c\n",
  "FROM b\n",
  "FROM c\n",
  "ARG X=1 Y=$X\n",
  "ARG X\n",
  "ARG Y=${Z:-$X}\n",
  "ENV X=2 Z=$Y\n",
  "ARG Z=4\nUSER $Z\n",
  "ONBUILD ARG X=5\n",
  "USER ${X}\n",
  "ENV Y $Z \\\n# c\n  ${X}\n",
  "RUN X=$X; echo $X $Y\n",
  "RUN <<E\necho $Z\nE\n",
  "COPY <<E /x\n$X $Y\nE\n",
  "WORKDIR /$X/${Y}\n",
  'COPY ["$Z", "/"]\n',
  "CMD run $X $Y\n",
  "ONBUILD ENV Z=$X\n",
  "ONBUILD RUN echo $Z $W\n",
  "# comment\n",
  "\n",
];

const fileOf = (random: Random) =>
  `ARG Y=0\nFROM x AS a\n${Array.from({ length: random.below(16) }, () => random.pick(LINES)).join("")}`;

function occurrencesOf({ model, variables }: Analysis): VariableOccurrence[] {
  return model.stages.flatMap(stage => {
    const { own, held } = variables(stage);
    return [...own.occurrences, ...(held?.occurrences ?? [])];
  });
}

/** The same as plain facts, with places in the document. */
function facts(analysis: Analysis) {
  const giver = (declaration: Declaration | null | undefined) =>
    declaration && {
      at: toDocument(declaration.line, declaration.span),
      in: declaration.stage.index,
      value: declaration.value,
      source: declaration.source,
    };
  return occurrencesOf(analysis).map(({ name, reader, declares, known, ...place }) => ({
    name,
    reader,
    at: inDocument(place, place.span),
    declares: giver(declares),
    known: known && [giver(known.giver), giver(known.env), giver(known.arg)],
  }));
}

/** Each occurrence is one of what it means, and nothing else of its name is there; answers how many there are. */
function holdFamilies(analysis: Analysis): number {
  const all = occurrencesOf(analysis);
  const names = new Set(all.map(({ name }) => name));
  for (const name of names) {
    const found = new Set<string>();
    const symbols = new Set(meaningsByStage(analysis, name).flatMap(({ own, held }) => [own, held]));
    for (const symbol of symbols)
      for (const { variable } of familyOccurrences(analysis, symbol)) {
        assert.ok(variable);
        const meant = variableOf(analysis, variable);
        assert.deepEqual([meant?.stage.index, meant?.isHeld], [symbol.stage.index, symbol.isHeld]);
        const { start } = inDocument(variable, variable.span);
        assert.ok(!found.has(`${name} ${start}`), "it is of one alone");
        found.add(`${name} ${start}`);
      }
    assert.equal(found.size, all.filter(occurrence => occurrence.name === name).length, name);
  }
  return all.length;
}

/** What the table says has a value is what the evaluation found a value for, and the name stands where it says. */
function holdEvaluation(analysis: Analysis): void {
  const { model, evaluation, variables } = analysis;
  for (const stage of model.stages) {
    const steps = evaluation(stage)?.steps ?? [];
    for (const { name, line, reader, known, declares, heredoc, ...place } of variables(stage).own
      .occurrences) {
      const { start, end } = inDocument({ line, heredoc }, place.span);
      assert.ok(line.start <= start && end <= line.end);
      // In parts, an escape or a key in quotes it is not written as it is.
      const written = model.file.text.slice(start, end);
      if (/^\w+$/.test(written)) assert.equal(written, name);
      const step = steps.find(other => other.line === line && other.onbuildSource === null);
      assert.ok(step);
      if (declares)
        assert.ok(step.declared.some(other => other.name === name && other.value === declares.value));
      // PATH is there without a line.
      if (declares || reader !== "builder" || name === "PATH" || step.instruction.keyword === "ARG") continue;
      const words = step.words.filter(({ expansion }) => expansion.error === null);
      const has = (set: "matched" | "unmatched") => words.some(({ expansion }) => expansion[set].has(name));
      if (words.length < step.words.length) continue;
      // What is nothing but the variable comes to its value.
      for (const { text, expansion } of words)
        if (text === `$${name}` || text === `\${${name}}`)
          assert.equal(expansion.result, known?.giver.value ?? "");
      assert.equal(has("matched"), known?.giver.value !== undefined, `${name}: ${step.instruction.text}`);
      assert.equal(has("unmatched"), known?.giver.value === undefined, `${name}: ${step.instruction.text}`);
    }
  }
}

describe("variables of stages: properties of any text", function () {
  this.timeout(60_000);

  it("agree with the evaluation", () => {
    forAll(1_000, (text, random) => {
      for (const file of [text, fileOf(random)]) {
        const analysis = analyze(readDockerfile(file), OPTIONS);
        holdEvaluation(analysis);
        holdFamilies(analysis);
      }
    });
  });

  it("are the same in the next version as anew, and the same objects where an edit leaves them alone", () => {
    let kept = 0;
    forAll(700, (_, random) => {
      let next = fileOf(random);
      let analysis = analyze(readDockerfile(next), OPTIONS);
      for (let version = 0; version < 4; version++) {
        const before = analysis.model.stages.map(analysis.variables);
        next =
          random.below(3) === 0
            ? edited(random, next)
            : next.replace(/\n(?!\s*#)/, () => `\n${random.pick(LINES)}`).slice(0, 2_000);
        analysis = analyze(readDockerfile(next, analysis.model.file), OPTIONS, analysis);
        assert.deepEqual(facts(analysis), facts(analyze(readDockerfile(next), OPTIONS)));
        for (const stage of analysis.model.stages) if (before.includes(analysis.variables(stage))) kept++;
      }
    });
    assert.ok(kept > 500, String(kept));
  });

  it("go through long chains of stages", () => {
    const stages = Array.from({ length: 3_000 }, (_, index) => `FROM s${index} AS s${index + 1}\nRUN $X\n`);
    const analysis = readAnalysis(`FROM x AS s0\nENV X=1\n${stages.join("")}`);
    const last = analysis.model.stages.at(-1);
    assert.ok(last);
    const [use] = analysis.variables(last).own.occurrences;
    assert.equal(use?.known?.giver.value, "1");
    const variable = variableOf(analysis, use);
    assert.ok(variable);
    assert.equal(familyOccurrences(analysis, variable).length, 3_001);
  });

  withSharedData(() => {
    it("real files: every variable is one of what it means, and agrees with the evaluation", () => {
      let count = 0;
      for (const { id, dockerfile } of realFiles())
        try {
          const analysis = readAnalysis(dockerfile);
          holdEvaluation(analysis);
          count += holdFamilies(analysis);
        } catch (error) {
          throw new Error(`${id} fails`, { cause: error });
        }
      console.log(`      ${count} places of variables`);
      assert.ok(count > 5_000, String(count));
    });
  });
});
