/** Whatever stands in a file, the work from opening it to its diagnostics grows with its size: counted in steps, not in time. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { HOSTILE_SHAPES } from "../support/hostileShapes";
import type { Measured } from "./measure";

/** From 1,000 to 8,000 units. What is sorted or looked up in a tree grows with the logarithm, too. */
const FACTOR = 8;
const MOST_GROWTH = FACTOR ** 1.15;
/** The most steps for each character of the larger file. */
const MOST_STEPS = 500;

/** What a hang costs; a busy machine needs some minutes. */
const HANGS_AFTER_MS = 15 * 60_000;

/** The same for code actions: a hundred fixes, each of which may look at the whole file, and a thousand that fix all of a rule. */
const MOST_ACTION_STEPS = 5000;
/** What one answer changes: what a fix changes beyond a thousand is made when somebody chooses it. */
const MOST_CHANGES = 2000;

describe("hostile files", () => {
  let measured: Measured;
  before(function () {
    this.timeout(HANGS_AFTER_MS);
    const output = execFileSync(process.execPath, ["--import", "tsx", join(__dirname, "measure.ts")], {
      encoding: "utf8",
      maxBuffer: 1 << 26,
      timeout: HANGS_AFTER_MS,
    });
    measured = JSON.parse(output) as Measured;
  });

  it("are of forty shapes at least", () => {
    assert.ok(Object.keys(HOSTILE_SHAPES).length >= 40);
  });

  for (const title of Object.keys(HOSTILE_SHAPES))
    it(`cost no more than they are large: ${title}`, () => {
      const [small, large] = measured.shapes[title] ?? [];
      assert.ok(small && large);
      const growth = large.steps / small.steps;
      const size = Math.max(FACTOR, large.characters / small.characters);
      assert.ok(growth <= MOST_GROWTH * (size / FACTOR), `${growth.toFixed(1)} times the steps`);
      const steps = large.steps / large.characters;
      assert.ok(steps <= MOST_STEPS, `${steps.toFixed(0)} steps for each character`);
    });

  for (const title of Object.keys(HOSTILE_SHAPES))
    it(`have code actions that cost no more than they are large: ${title}`, () => {
      const [small, large] = measured.shapes[title] ?? [];
      assert.ok(small && large);
      const growth = large.actionSteps / small.actionSteps;
      const size = Math.max(FACTOR, large.characters / small.characters);
      assert.ok(growth <= MOST_GROWTH * (size / FACTOR), `${growth.toFixed(1)} times the steps`);
      const steps = large.actionSteps / large.characters;
      assert.ok(steps <= MOST_ACTION_STEPS, `${steps.toFixed(0)} steps for each character`);
      assert.ok(large.changes <= MOST_CHANGES, `${large.changes} changes at once`);
    });

  it("are seen where they cost more", () => {
    for (const [title, [small = 0, large = 0]] of Object.entries(measured.controls))
      assert.ok(large / small > FACTOR ** 1.8, `${title}: ${large / small}`);
  });
});
