// What would run beside what BuildKit then runs, for some seeded edits; `run.ts` does hundreds.
import { strict as assert } from "node:assert";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureImages } from "../../support/engine";
import { exampleProjects, imagesOf } from "../../support/exampleProjects";
import { random } from "../../support/random";
import { skipBecause } from "../../support/suiteResult";
import { compareExample, compareGenerated, type ComparedProject } from "./compareProject";

const BASE = "alpine:latest";
const SEEDS = [23, 101];
const EDITS = 6;
/** Those that build in a moment; `run.ts --examples` takes all. */
const EXAMPLES = ["python", "static-site"];

describe("the forecast of builds", function () {
  this.timeout(300_000);
  this.slow(30_000);

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
  });

  for (const seed of SEEDS)
    it(`is what BuildKit does, and each step that runs has a reason: seed ${seed}`, async () => {
      held(await compareGenerated(folder(), BASE, random(seed), EDITS));
    });

  for (const example of exampleProjects().filter(({ name }) => EXAMPLES.includes(name)))
    it(`is what BuildKit does with a copy of examples/${example.name}`, async function () {
      const missing = await ensureImages(imagesOf(example.model));
      if (missing) skipBecause(this, missing);
      held(await compareExample(folder(), example, random(503), EDITS));
    });
});

const folder = () => mkdtempSync(join(tmpdir(), "forecast-"));

function held({ steps, wrong, madeTheSame, failed, unexplained }: ComparedProject): void {
  assert.deepEqual(
    { wrong: wrong.filter(line => !madeTheSame.includes(line)), failed, unexplained },
    { wrong: [], failed: [], unexplained: [] },
  );
  assert.ok(steps > EDITS);
}
