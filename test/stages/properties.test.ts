import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { toDocument } from "../../server/src/dockerfile/sourceMap";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { findCycle } from "../../server/src/stages/model/cycles";
import { reachableFrom, stageGraph } from "../../server/src/stages/model/graph";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { readStages } from "../../server/src/stages/model/model";
import { stageSpan } from "../../server/src/stages/model/stagePlaces";
import type { BuildOptions } from "../../server/src/stages/model/buildOptions";
import type { StageModel } from "../../server/src/stages/model/model";
import { nameSlotAt, stagesNameableAt } from "../../server/src/stages/cursor/cursorContext";
import { occurrencesOf, symbolAt, targetAt } from "../../server/src/stages/cursor/symbols";
import { edited, forAll } from "../dockerfile/randomText";

const TEXTS = 1_500;
const GIVEN: BuildOptions = { buildArgs: new Map([["X", "a"]]), contexts: ["build", "scratch"] };
const NOTHING_GIVEN: BuildOptions = { buildArgs: new Map(), contexts: [] };

describe("stages: properties of any text", function () {
  this.timeout(60_000);

  it("stages cover the text from the first FROM to the last instruction, and refer to what is there", () => {
    forAll(TEXTS, text => {
      const { stages, references, names } = readStages(readDockerfile(text), GIVEN);
      let end = 0;
      stages.forEach((stage, position) => {
        const { index, base } = stage;
        const span = stageSpan(stage);
        assert.equal(index, position);
        assert.ok(end <= span.start && span.start < span.end && span.end <= text.length);
        assert.ok(typeof base.to !== "number" || base.to < index);
        ({ end } = span);
      });
      for (const { to, problem, inStage } of references) {
        assert.ok(stages[inStage]);
        assert.ok(typeof to !== "number" || (stages[to] !== undefined && problem === null));
      }
      for (const [name, index] of names) assert.equal(stages[index]?.name, name);
    });
  });

  it("references stand where they are written", () => {
    forAll(TEXTS, text => {
      for (const { form, line, span, text: meant } of readStages(readDockerfile(text), NOTHING_GIVEN)
        .references) {
        const written = line.instruction.text.slice(span.start, span.end);
        assert.ok(written !== "");
        if (form !== "FROM" || !/[$"'\\`]/.test(written)) assert.equal(plain(written), plain(meant));
        const { start, end } = toDocument(line, span);
        assert.ok(line.start <= start && start < end && end <= line.end);
      }
    });
  });

  it("what a stage needs is there, itself among it, and what that needs as well", () => {
    forAll(TEXTS, text => {
      const model = readStages(readDockerfile(text), NOTHING_GIVEN);
      const graph = stageGraph(model);
      for (const { index } of model.stages) {
        const needed = reachableFrom(graph, index);
        assert.ok(needed.includes(index));
        assert.deepEqual(
          needed,
          [...new Set(needed)].sort((a, b) => a - b),
        );
        for (const other of needed)
          for (const further of reachableFrom(graph, other)) assert.ok(needed.includes(further));
      }
      const circle = findCycle(graph);
      if (circle) {
        const { path } = circle;
        path.forEach(({ stage }, i) => {
          assert.equal(stage, i === 0 ? circle.from : path[i - 1]?.on);
        });
        assert.ok(path.some(({ stage }) => stage === path.at(-1)?.on));
      }
    });
  });

  it("every offset has an answer", () => {
    forAll(TEXTS / 3, text => {
      const analysis = analyze(readDockerfile(text), NOTHING_GIVEN);
      const { model } = analysis;
      for (let offset = 0; offset <= text.length; offset++) {
        const place = nameSlotAt(model, offset);
        if (place) {
          const { start, end } = toDocument(place.line, place.token);
          assert.ok(place.line.start <= start && end <= place.line.end);
          assert.ok(place.token.start === place.token.end || (start <= offset && offset <= end));
          for (const { index } of stagesNameableAt(model, place)) assert.ok(model.stages[index]);
        }
        const target = targetAt(analysis, offset);
        if (!target) continue;
        const { line, touched, reference } = target;
        const { start, end } = toDocument(line, touched);
        assert.ok(start <= offset && offset <= end);
        assert.ok(reference === null || model.references.includes(reference));
        const at = symbolAt(analysis, offset);
        const isSame = (other: { line: object; span: { start: number } }) =>
          other.line === line && other.span.start === at?.span.start;
        assert.ok(!at || occurrencesOf(analysis, at.symbol).some(isSame), "it is one of its occurrences");
      }
    });
  });

  it("no rule throws, and every finding stands in the text", () => {
    forAll(TEXTS, text => {
      for (const options of [NOTHING_GIVEN, GIVEN]) {
        const findings = checkModel(analyze(readDockerfile(text), options), (rule, error) => {
          throw new Error(`${rule.id} threw`, { cause: error });
        });
        for (const { span, message } of findings) {
          assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length, message);
          assert.notEqual(message, "");
        }
      }
    });
  });

  it("a stage that is added or removed leaves the stages above it as they are", () => {
    const [above, added, below] = [
      "FROM a AS one\nRUN x\nFROM one\n",
      "FROM b AS two\n",
      "FROM one AS three\n",
    ];
    const texts = [above + below, above + added + below, above + below];
    let file = readDockerfile("");
    let model = readStages(file, NOTHING_GIVEN);
    const versions = texts.map(text => {
      file = readDockerfile(text, file);
      model = readStages(file, NOTHING_GIVEN, model);
      return model.stages.slice(0, 2);
    });
    for (const stages of versions)
      stages.forEach((stage, i) => {
        assert.equal(stage, versions[0]?.[i]);
      });
  });

  it("reading with the previous version reads the same as reading anew", () => {
    forAll(TEXTS, (text, random) => {
      let file = readDockerfile(text);
      let model = readStages(file, GIVEN);
      for (let version = 0, next = text; version < 4; version++) {
        next = edited(random, next);
        file = readDockerfile(next, file);
        model = readStages(file, GIVEN, model);
        assert.deepEqual(comparable(model), comparable(readStages(readDockerfile(next), GIVEN)));
      }
    });
  });
});

function plain(text: string): string {
  return text.replace(/["'\\`]/g, "");
}

/** Everything but what is kept to spare work. */
function comparable({ stages, references, names, scope, options, preamble }: StageModel) {
  const { args, values, needBuildArg: open } = scope;
  return { stages, references, names, args, values, open, options, preamble };
}
