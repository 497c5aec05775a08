import assert from "node:assert/strict";
import type { Finding } from "../../../server/src/rules/rule";
import { finderOf } from "../../../server/src/rules/run/finding";

const finding = (start: number, message = ""): Finding => ({ span: { start, end: start + 1 }, message });

describe("findings asked for again", () => {
  it("are found by one check in each version, however many are asked for", () => {
    let checks = 0;
    let version: object | null = {};
    const find = finderOf(
      () => version,
      report => {
        checks++;
        for (let start = 0; start < 1_000; start++) report(finding(start, `check ${checks}`));
      },
    );
    for (let start = 0; start < 1_000; start++)
      assert.deepEqual(find(finding(start, "check 1")), finding(start, "check 1"));
    assert.equal(checks, 1);
    version = {};
    assert.equal(find(finding(0, "check 1")), undefined);
    assert.deepEqual(find(finding(0, "check 2")), finding(0, "check 2"));
    assert.equal(find(finding(1_000, "check 2")), undefined);
    assert.equal(checks, 2);
    version = null;
    assert.equal(find(finding(0, "check 2")), undefined);
  });
});
