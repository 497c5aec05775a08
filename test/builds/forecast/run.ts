/**
 * `npx tsx test/builds/forecast/run.ts [--seed=N --projects=N --edits=N --own --examples]`: makes projects and edits of them from seeds, and holds what
 * would run against what BuildKit then runs. With `--examples` the projects are copies of those below examples/, one after the other. With `--own` in an engine of its own, whose cache is cleared and whose bases are replaced. Prints the share of steps that were forecast right, and each that was not.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureImages } from "../../support/engine";
import { exampleProjects, imagesOf } from "../../support/exampleProjects";
import { random } from "../../support/random";
import { compareExample, compareGenerated } from "./compareProject";
import { startOwnEngine } from "./ownEngine";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    projects: { type: "string", default: "20" },
    edits: { type: "string", default: "15" },
    base: { type: "string", default: "alpine:latest" },
    examples: { type: "boolean", default: false },
    own: { type: "boolean", default: false },
  },
});

async function main(): Promise<void> {
  const counts = { steps: 0, right: 0, edits: 0, same: 0, cleared: 0 };
  const started = values.own ? await startOwnEngine(values.base) : undefined;
  if (started !== undefined && "missing" in started) throw new Error(started.missing);
  const engine = started?.engine;
  const examples = values.examples ? exampleProjects() : [];
  const missing = await ensureImages(examples.flatMap(({ model }) => imagesOf(model)));
  if (missing) throw new Error(missing);
  for (let index = 0; index < Number(values.projects); index++) {
    const seed = Number(values.seed) + index;
    const folder = mkdtempSync(join(tmpdir(), "forecast-"));
    const seeded = random(seed);
    const example = examples[index % examples.length];
    const found =
      example === undefined
        ? await compareGenerated(folder, values.base, seeded, Number(values.edits), engine)
        : await compareExample(folder, example, seeded, Number(values.edits));
    counts.steps += found.steps;
    counts.right += found.steps - found.wrong.length;
    counts.edits += found.edits;
    for (const wrong of found.wrong) console.log(`seed ${seed}: ${wrong}`);
    for (const failed of found.failed) console.log(`seed ${seed}: ${failed}`);
    counts.same += found.madeTheSame.length;
    counts.cleared += found.cleared.length;
    for (const text of found.unexplained) console.log(`seed ${seed}: no reason: ${text}`);
  }
  const share = ((counts.right / counts.steps) * 100).toFixed(2);
  const wrong = counts.steps - counts.right;
  console.log(
    `${counts.edits} edits, ${counts.steps} steps, ${share} % right; ${wrong} wrong, ${counts.same} of them made the same again, ${counts.cleared} no longer in the cache`,
  );
  await engine?.stop();
}

void main();
