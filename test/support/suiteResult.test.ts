import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");
const SUITE = `
const { skipBecause } = require(${JSON.stringify(join(__dirname, "suiteResult.ts"))});
it("passes", () => {});
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
    assert.deepEqual(result, {
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
  });

  it("has no skip with a reason where nothing may be skipped: they fail", () => {
    const { result, status } = runMocha({ DOCKERFILE_STAGES_NOTHING_SKIPPED: "1" });
    assert.deepEqual(result, {
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

function runMocha(env: Record<string, string>): { result: unknown; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), "suite-result-test-"));
  try {
    const [suite, result] = [join(folder, "some.test.js"), join(folder, "result.json")];
    writeFileSync(suite, SUITE);
    const { status } = spawnSync(process.execPath, ["node_modules/mocha/bin/mocha.js", suite], {
      cwd: ROOT,
      env: { ...process.env, DOCKERFILE_STAGES_NOTHING_SKIPPED: "", ...env, SUITE_RESULT: result },
    });
    return { result: JSON.parse(readFileSync(result, "utf8")), status };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
