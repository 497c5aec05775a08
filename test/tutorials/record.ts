/**
 * `tsx test/tutorials/record.ts [name…]`: writes what the product and the engine say now of the tutorials, and the texts
 * that come out, for a person to read and to keep if it is right. Needs an engine and the built server.
 */
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { format } from "prettier";
import { openBuilds } from "../builds/tutorialBuilds";
import { open, startLearning } from "./learner";
import { expectedFile, tutorials } from "./tutorial";
import type { Expected, Tutorial } from "./tutorial";

async function main(names: readonly string[]): Promise<void> {
  const editor = await startLearning();
  const builds = openBuilds();
  try {
    for (const tutorial of tutorials()) {
      if (names.length > 0 && !names.includes(tutorial.name)) continue;
      const learner = open(editor, tutorial);
      const published = learner.text();
      const findings = await learner.findings();
      await learner.fixAll();
      const fixed = learner.text();
      for (const asked of tutorial.refactorings ?? []) await learner.refactor(asked);
      const refactored = learner.text();
      const left = (await learner.findings()).map(({ rule, line, severity, message }) => {
        return { rule, line, severity, message };
      });
      learner.close();
      writeText(tutorial, "fixed", fixed, published);
      writeText(tutorial, "refactored", refactored, fixed);
      for (const text of [published, refactored]) {
        const missing = await builds.provide(text);
        if (missing !== undefined) throw new Error(missing);
      }
      const before = await builds.build(tutorial, published);
      const after = await builds.build(tutorial, refactored, tutorial.byHand ? {} : tutorial);
      const expected: Expected = { findings, left, before, after };
      const json = await format(JSON.stringify(expected), { parser: "json", printWidth: 110 });
      writeFileSync(expectedFile(tutorial, "expected.json"), json);
      console.log(
        `${tutorial.name}: ${findings.map(({ rule }) => rule).join(" ")} | left ${left.map(({ rule }) => rule).join(" ")}`,
      );
      console.log(`  before ${JSON.stringify(before)}\n  after ${JSON.stringify(after)}`);
    }
  } finally {
    await builds.close();
    await editor.stop();
  }
}

function writeText(tutorial: Tutorial, step: string, text: string, before: string): void {
  const file = expectedFile(tutorial, `${step}.Dockerfile`);
  if (text !== before) writeFileSync(file, text);
  else if (existsSync(file)) rmSync(file);
}

void main(process.argv.slice(2));
