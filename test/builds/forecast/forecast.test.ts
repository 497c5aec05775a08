// What would run beside what BuildKit then runs, for some seeded edits; `run.ts` does hundreds.
import { strict as assert } from "node:assert";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureImages } from "../../support/engine";
import { random } from "../../support/random";
import { skipBecause } from "../../support/suiteResult";
import { compareGenerated } from "./compareProject";

const BASE = "alpine:latest";
const SEEDS = [23, 101];
const EDITS = 6;

describe("the forecast of builds", function () {
  this.timeout(300_000);
  this.slow(30_000);

  before(async function () {
    const missing = await ensureImages([BASE]);
    if (missing) skipBecause(this, missing);
  });

  for (const seed of SEEDS)
    it(`is what BuildKit does, and each step that runs has a reason: seed ${seed}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "forecast-"));
      const { steps, wrong, madeTheSame, failed, unexplained } = await compareGenerated(
        folder,
        BASE,
        random(seed),
        EDITS,
      );
      assert.deepEqual(
        { wrong: wrong.filter(line => !madeTheSame.includes(line)), failed, unexplained },
        { wrong: [], failed: [], unexplained: [] },
      );
      assert.ok(steps > EDITS);
    });
});
