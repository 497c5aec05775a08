import assert from "node:assert/strict";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { RULES } from "../../server/src/rules/registry";
import { stageGraph } from "../../server/src/stages/model/graph";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";
import type { StageModel } from "../../server/src/stages/model/model";
import { mutatedFiles, realFiles, withSharedData } from "./sharedData";
import type { JudgedFile } from "./sharedData";

/**
 * Errors of the builder that our rules do not say: mounts in a folder that only the image knows, where the recorded engine
 * had stand-ins for the images.
 */
const MISSED = { real: 1, mutated: 6 };

interface Found {
  readonly errors: string[];
  /** As `Rule@line`. */
  readonly warnings: string[];
  /** The lines, from 1, of stages whose chain of bases ends in `scratch`: only there is every variable known. */
  readonly complete: ReadonlySet<number>;
}

function find(text: string): Found {
  const file = readDockerfile(text);
  const analysis = analyze(file, NO_OPTIONS);
  const { model } = analysis;
  const findings = checkModel(analysis, (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  });
  const lineAt = (offset: number) => text.slice(0, offset).split("\n").length;
  const startOf = (offset: number) => file.lines.findLast(({ start }) => start <= offset)?.start ?? 0;
  return {
    errors: findings
      .filter(({ severity }) => severity === "error")
      // `# check=error=true` makes the builder fail for a warning, and say only of which rule.
      .map(({ rule, message }) => (rule.severity === "error" ? message : rule.id)),
    warnings: findings
      .filter(({ rule }) => rule.origin === "builder")
      .map(({ rule, span: { start } }) => {
        // The builder speaks of the first line of an instruction, but for this rule.
        const offset = rule.id === "NoEmptyContinuation" ? start : startOf(start);
        return `${rule.id}@${lineAt(offset)}`;
      })
      .sort(),
    complete: completeLines(model, lineAt),
  };
}

function completeLines(model: StageModel, lineAt: (offset: number) => number): Set<number> {
  const { bases } = stageGraph(model);
  const complete = new Set<number>();
  const lines = new Set<number>();
  for (const { index, base, line, body } of model.stages) {
    if (base.to !== "scratch" && !complete.has(bases[index] ?? -1)) continue;
    complete.add(index);
    for (const { start } of [line, ...body]) lines.add(lineAt(start));
  }
  return lines;
}

/** The warnings of the builder that we have a rule for, and that a text can decide. */
function warningsOf({ warnings }: JudgedFile, { complete }: Found): string[] {
  const ours = new Set(RULES.map(({ id }) => id));
  return warnings
    .filter(({ rule, line }) => ours.has(rule) && (rule !== "UndefinedVar" || complete.has(line)))
    .map(({ rule, line }) => `${rule}@${line}`)
    .sort();
}

function checkFiles(files: () => JudgedFile[], count: number, mostMissed: number): void {
  let judged: { file: JudgedFile; found: Found }[];

  before(function () {
    this.timeout(60_000);
    judged = files().map(file => ({ file, found: find(file.dockerfile) }));
  });

  it("each give a model", () => {
    assert.equal(judged.length, count);
  });

  it("have no error that the builder does not have", () => {
    const wrong = judged.filter(({ file, found }) => file.verdict === "ok" && found.errors.length > 0);
    assert.deepEqual(
      wrong.map(({ file, found }) => [file.id, ...found.errors]),
      [],
    );
  });

  it("have the builder's warnings on the builder's lines", () => {
    const unlike = judged.filter(
      ({ file, found }) => file.verdict === "ok" && found.warnings.join() !== warningsOf(file, found).join(),
    );
    for (const { file, found } of unlike.slice(0, 5))
      assert.deepEqual(found.warnings, warningsOf(file, found), `${unlike.length} files, as ${file.id}`);
  });

  it(`have the builder's errors, but for ${mostMissed}`, () => {
    const refused = judged.filter(({ file }) => file.verdict === "error");
    assert.ok(refused.length > 0);
    const missed = refused.filter(({ found }) => found.errors.length === 0);
    console.log(`      ${missed.length} of ${refused.length} errors are missed:`);
    for (const { file } of missed) console.log(`        ${file.error?.message.slice(0, 100) ?? ""}`);
    assert.ok(missed.length <= mostMissed);
  });

  it("have them in the builder's words", () => {
    const other = judged.filter(
      ({ file, found }) =>
        file.verdict === "error" &&
        found.errors.length > 0 &&
        !found.errors.some(message => file.error?.message.includes(message)),
    );
    // The one where the builder's own choice between two suggestions is left to chance.
    assert.deepEqual(
      other.map(({ file }) => file.error?.message).filter(message => !message?.includes("did you mean")),
      [],
    );
  });
}

describe("stages: real files", () => {
  withSharedData(() => {
    checkFiles(realFiles, 759, MISSED.real);
  });
});

describe("stages: real files with something changed", () => {
  withSharedData(() => {
    checkFiles(mutatedFiles, 1_500, MISSED.mutated);
  });
});
