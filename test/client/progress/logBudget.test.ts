import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createLogBudget } from "../../../client/src/progress/logBudget";
import { createProgressReader } from "../../../client/src/progress/progressReader";
import { createStepLog } from "../../../client/src/progress/stepLog";
import type { BuildRecord } from "../../../client/src/progress/buildRecord";

const MOST = 5_000_000;
const BUILDS = 200;
const STEPS = 4;

/** A build whose steps print `characters` each, kept as a window keeps it: with its record. */
function build(number: number, characters: number, budget = createLogBudget(MOST)): BuildRecord {
  const reader = createProgressReader({ builder: "buildx", progress: "plain" }, undefined, () => 0, budget);
  for (let step = 1; step <= STEPS; step++) {
    reader.write("err", `#${step} [${step}/${STEPS}] RUN make ${number}\n`);
    // A progress bar: what is shown of it is a small part of what came.
    const bar = `${"\r10% of it is there".repeat(20)}\r`;
    for (let at = 0; at < characters; at += 20_000) {
      let piece = "";
      for (let line = 0; line < 100; line++)
        piece += `#${step} 0.1 ${bar}build ${number} line ${at} ${line} ${"-".repeat(160)}\n`;
      reader.write("err", piece);
    }
    reader.write("err", `#${step} DONE 1.0s\n`);
  }
  reader.end(false);
  return reader.record;
}

function linesOf(record: BuildRecord): string[][] {
  return [...record.steps.values()].map(({ log }) => log.lines());
}

describe("the logs of 200 builds", function () {
  this.timeout(120_000);
  const budget = createLogBudget(MOST);
  const records: BuildRecord[] = [];
  let used = 0;

  before(() => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let number = 0; number < BUILDS; number++) records.push(build(number, 60_000, budget));
    collect();
    used = process.memoryUsage().heapUsed - before;
  });

  it("keep no more characters than they may, together", () => {
    const characters = records
      .flatMap(linesOf)
      .flat()
      .reduce((sum, { length }) => sum + length, 0);
    assert.ok(budget.total() <= MOST, `${budget.total()} characters`);
    assert.ok(characters <= MOST * 1.05, `${characters} characters in lines`);
    // As much as there may be is there: the newest builds have lost nothing.
    assert.ok(budget.total() > MOST * 0.9, `${budget.total()} characters`);
  });

  it("keep the newest builds whole, and nothing of the oldest", () => {
    for (const lines of records.slice(-15).flatMap(linesOf)) {
      assert.equal(lines.length, 300);
      assert.match(lines[0] ?? "", /^build \d+ line 0 0 /);
    }
    for (const lines of records.slice(0, 100).flatMap(linesOf)) assert.equal(lines.length, 1);
  });

  it("say so where lines are gone", () => {
    for (const lines of records.slice(0, 100).flatMap(linesOf))
      assert.match(lines[0] ?? "", /^\(300 lines were removed because .* full\)$/);
  });

  it("keep no part of the output alive that is not shown", () => {
    // What came is some 100 MB, and what is shown of it 48 MB.
    assert.ok(used < MOST * 4, `${Math.round(used / 1e6)} MB`);
  });
});

describe("a log within a budget", () => {
  it("goes on after it was dropped while its step runs", () => {
    const budget = createLogBudget(1_000);
    const [old, other] = [createStepLog(budget), createStepLog(budget)];
    old.append(`${"a".repeat(100)}\nb\nunfinished`);
    other.append("x".repeat(950));
    assert.deepEqual(old.lines().slice(1), []);
    old.append("\nmore\n");
    assert.match(old.lines()[0] ?? "", /^\(2 lines were removed/);
    assert.deepEqual(old.lines().slice(1), ["", "more"]);
    assert.deepEqual(old.last(1), ["more"]);
  });

  it("is not dropped for itself: it is bounded", () => {
    const budget = createLogBudget(100);
    const log = createStepLog(budget);
    log.append("x".repeat(1_000));
    assert.equal(log.lines()[0]?.length, 1_000);
  });

  it("counts for nothing once it was dropped", () => {
    const budget = createLogBudget(MOST);
    const record = build(1, 60_000, budget);
    assert.ok(budget.total() > 0);
    for (const { log } of record.steps.values()) log.drop();
    assert.equal(budget.total(), 0);
  });
});
