/**
 * `DOCKERFILE_STAGES_SHARED=DIR npx tsx test/oracle/ruleCounts.ts [--changed] [--show=RULE,RULE]`: prints how often each rule of
 * our own reports a problem in files of other people, or in those with something changed in each, and how often errors differ
 * from the builder's. With `--show` it prints each problem of those rules with the lines around it, to be read.
 */
import { parseArgs } from "node:util";
import { RULES } from "../../server/src/rules/registry";
import type { Rule } from "../../server/src/rules/rule";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { createMemory } from "../../server/src/rules/run/memory";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import { mutatedFiles, realFiles } from "../stages/sharedData";

/** Lines that are shown above and below a problem. */
const AROUND = 3;
const LONGEST_LINE = 150;

const { values } = parseArgs({
  options: { changed: { type: "boolean", default: false }, show: { type: "string", default: "" } },
});
const shown = new Set(values.show.split(","));
const problems = new Map<string, number>();
const filesOfRule = new Map<string, Set<string>>();
const falseErrors: string[] = [];
const missedErrors: string[] = [];

/** Rules that are off by default are asked, too. */
const levels = Object.fromEntries(
  RULES.filter(({ isOffByDefault }) => isOffByDefault).map(({ id, severity }) => [id, severity]),
);

function onThrow(rule: Rule, error: unknown): never {
  throw new Error(`${rule.id} threw`, { cause: error });
}

const files = values.changed ? mutatedFiles() : realFiles();
for (const { id, dockerfile, verdict } of files) {
  const found = checkModel(analyzeText(dockerfile), onThrow, createMemory(), { levels, onlyStages: false });
  const hasError = found.some(({ severity }) => severity === "error");
  // Where the verdict is conditional, the builder has stopped before whatever else is wrong.
  if (hasError && verdict === "ok") falseErrors.push(id);
  if (!hasError && verdict === "error") missedErrors.push(id);
  for (const { rule, span, message } of found) {
    if (rule.origin !== "own") continue;
    problems.set(rule.id, (problems.get(rule.id) ?? 0) + 1);
    filesOfRule.set(rule.id, (filesOfRule.get(rule.id) ?? new Set()).add(id));
    if (shown.has(rule.id)) console.log(excerpt(id, dockerfile, span.start, `${rule.id}: ${message}`));
  }
}

function excerpt(id: string, text: string, offset: number, what: string): string {
  const line = text.slice(0, offset).split("\n").length;
  const from = Math.max(0, line - 1 - AROUND);
  const lines = text
    .split("\n")
    .slice(from, line + AROUND)
    .map((one, index) => `${from + index + 1 === line ? ">" : " "} ${one.slice(0, LONGEST_LINE)}`);
  return [`${id}:${line} ${what}`, ...lines, ""].join("\n");
}

console.log("| Rule | Problems | Files |\n| --- | ---: | ---: |");
for (const { id, origin } of RULES.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
  if (origin === "own")
    console.log(`| ${id} | ${problems.get(id) ?? 0} | ${filesOfRule.get(id)?.size ?? 0} |`);
console.log(
  `\n${files.length} files, ${falseErrors.length} false errors, ${missedErrors.length} missed errors`,
);
for (const id of falseErrors) console.log(`false error: ${id}`);
