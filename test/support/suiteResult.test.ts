import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { SuiteResult } from "./suiteResult";

const ROOT = resolve(__dirname, "../..");
const SUITE = `
const { skipBecause } = require(${JSON.stringify(join(__dirname, "suiteResult.ts"))});
it("passes", done => { setTimeout(done, 300); });
let tries = 0;
it("passes at last", function () { this.retries(1); if (tries++ === 0) throw new Error("not yet\\nmore of it"); });
it("fails", () => { throw new Error("as it should"); });
it("skips itself", function () { skipBecause(this, "of itself"); });
it.skip("says nothing", () => {});
describe("outer", () => {
  before(function () { skipBecause(this, "of the hook"); });
  it("one", () => {});
  describe("inner", () => { it("two", () => {}); });
});
`;

describe("the result of a mocha suite", function () {
  this.timeout(60_000);
  this.slow(10_000);

  it("has the counts, and a reason for every skip", () => {
    const { result, status } = runMocha({});
    const { slowest, ...told } = result;
    assert.deepEqual(told, {
      passed: 2,
      failed: [{ title: "fails", reason: "as it should" }],
      skipped: [
        { title: "skips itself", reason: "of itself" },
        { title: "says nothing", reason: "no reason is given" },
        { title: "outer one", reason: "of the hook" },
        { title: "outer inner two", reason: "of the hook" },
      ],
      retried: [{ title: "passes at last", reason: "not yet" }],
    });
    assert.equal(status, 1);
    const [first] = slowest;
    assert.equal(first?.title, "passes");
    assert.ok(first.took >= 290 && slowest.length <= 10);
    assert.ok(
      slowest.some(({ title }) => title.includes('"before all" hook')),
      "hooks have their time, too",
    );
  });

  it("has no skip with a reason where nothing may be skipped: they fail", () => {
    const { result, status } = runMocha({ DOCKERFILE_STAGES_NOTHING_SKIPPED: "1" });
    assert.deepEqual(result, {
      slowest: result.slowest,
      passed: 2,
      failed: [
        { title: "fails", reason: "as it should" },
        { title: "skips itself", reason: "Nothing may be skipped here, but of itself" },
        {
          title: 'outer "before all" hook for "one"',
          reason: "Nothing may be skipped here, but of the hook",
        },
      ],
      skipped: [{ title: "says nothing", reason: "no reason is given" }],
      retried: [{ title: "passes at last", reason: "not yet" }],
    });
    assert.equal(status, 3);
  });
});

function runMocha(env: Record<string, string>): { result: SuiteResult; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), "suite-result-test-"));
  try {
    const [suite, result] = [join(folder, "some.test.js"), join(folder, "result.json")];
    writeFileSync(suite, SUITE);
    const { status } = spawnSync(process.execPath, ["node_modules/mocha/bin/mocha.js", suite], {
      cwd: ROOT,
      env: { ...process.env, DOCKERFILE_STAGES_NOTHING_SKIPPED: "", ...env, SUITE_RESULT: result },
    });
    return { result: JSON.parse(readFileSync(result, "utf8")) as SuiteResult, status };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
