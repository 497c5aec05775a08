// What holds for every conversion: how the image is run, its variables, every line and every comment are kept.
import assert from "node:assert/strict";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { NO_PROJECT } from "../../server/src/convert/conversion";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { baseChain } from "../../server/src/stages/model/baseStage";
import { imageConfig } from "../../server/src/stages/analysis/imageConfig";
import { analyze } from "../../server/src/stages/analysis/analyze";
import type { Analysis } from "../../server/src/stages/analysis/analysis";
import type { StageEvaluation } from "../../server/src/stages/evaluation/stageEvaluation";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";

const EXPLAINED = { explain: true };

/** The analysis of a text. */
export function read(text: string): Analysis {
  return analyze(readDockerfile(text), NO_OPTIONS);
}

/** What the last stage of a file leaves in force. */
function inForce(analysis: Analysis) {
  const last = analysis.model.stages.at(-1);
  assert.ok(last);
  const { user, entrypoint, cmd, ports, workdir } = imageConfig(analysis, last);
  const names = ["HEALTHCHECK", "LABEL", "MAINTAINER", "STOPSIGNAL", "VOLUME"];
  const others = evaluations(analysis).flatMap(({ steps }) =>
    steps.flatMap(({ instruction: { keyword, text, rest } }) =>
      names.includes(keyword) ? [`${keyword} ${text.slice(rest.start, rest.end)}`] : [],
    ),
  );
  return { user, entrypoint, cmd, ports, workdir, others };
}

/** What is done in the stages that the last one is based on, and in itself. */
function evaluations({ model, evaluation }: Analysis): StageEvaluation[] {
  const last = model.stages.at(-1);
  assert.ok(last);
  return baseChain(model, last)
    .reverse()
    .map(evaluation)
    .filter(found => found !== null);
}

/** The names that ENV has set at the end of the last stage. */
function variables(analysis: Analysis): Set<string> {
  const names = new Set<string>();
  for (const { steps } of evaluations(analysis))
    for (const { instruction, words } of steps)
      if (instruction.keyword === "ENV")
        for (const { role, expansion } of words) if (role === "key") names.add(expansion.result);
  return names;
}

/** Rules that speak of a file above a hint, by severity and id. */
function findings(analysis: Analysis): Set<string> {
  const found = checkModel(analysis, (rule, error) => assert.fail(`${rule.id}: ${String(error)}`));
  return new Set(found.filter(({ severity }) => severity !== "hint").map(({ rule }) => rule.id));
}

/** The comments of a text, in order. */
export function comments(text: string): string[] {
  const { gaps } = readDockerfile(text);
  return gaps.filter(({ kind }) => kind === "comment").map(({ start, end }) => text.slice(start, end).trim());
}

/** Holds a file that was converted against what it was. */
export function hold(before: string, after: string): void {
  const where = `of:\n${before}\nhas become:\n${after}`;
  const [was, is] = [read(before), read(after)];
  assert.ok(is.model.stages.length > 1, `several stages ${where}`);
  assert.deepEqual(inForce(is), inForce(was), `how it runs ${where}`);
  for (const name of variables(was)) assert.ok(variables(is).has(name), `ENV ${name} ${where}`);
  const known = findings(was);
  const fresh = [...findings(is)].filter(id => !known.has(id));
  assert.deepEqual(fresh, [], `new findings ${where}`);
  const left = comments(after);
  for (const comment of comments(before)) {
    const at = left.indexOf(comment);
    assert.ok(at !== -1, `lost ${comment} ${where}`);
    left.splice(at, 1);
  }
  assert.ok(
    before
      .split("\n")
      .every(
        line =>
          line.trim() === "" ||
          line.includes("FROM") ||
          /^\s*from/i.test(line) ||
          after.includes(line.trim()),
      ),
    `a line is lost ${where}`,
  );
  assert.ok(
    !/\n[^\S\n]*\n[^\S\n]*\n/.test(after) || /\n[^\S\n]*\n[^\S\n]*\n/.test(before),
    `blank lines ${where}`,
  );
  const head = before.slice(0, was.model.stages[0]?.line.from);
  assert.ok(after.startsWith(head), `the text before the FROM ${where}`);
  assert.equal(is.model.file.escape, was.model.file.escape, where);
  assert.notEqual(convertToMultiStage(is, NO_PROJECT, EXPLAINED).refused, undefined, `again ${where}`);
}
