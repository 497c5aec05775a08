import assert from "node:assert/strict";
import { Suite, Test } from "mocha";
import { tryOnceMore } from "../e2e/mochaRun";
import { RETRIED } from "../e2e/ui/retried";

function suites(): Suite {
  const root = new Suite("");
  root.root = true;
  const window = Suite.create(root, "the window");
  for (const title of ["goes on", "is still"]) window.addTest(new Test(title, () => undefined));
  return root;
}

describe("the tests that are tried once more", () => {
  it("are those of the list alone, once", () => {
    const root = suites();
    tryOnceMore(root, ["the window goes on"]);
    const retries: number[] = [];
    root.eachTest(test => retries.push(test.retries()));
    assert.deepEqual(retries.map(Math.sign), [1, -1]);
    assert.equal(retries[0], 1);
  });

  it("are those of a suite of the list", () => {
    const root = suites();
    tryOnceMore(root, ["the window"]);
    root.eachTest(test => {
      assert.equal(test.retries(), 1);
    });
  });

  it("cannot be listed when they are gone", () => {
    assert.throws(() => {
      tryOnceMore(suites(), ["the window goes on", "the window is gone"]);
    }, /the window is gone/);
  });

  it("have a reason each, and are few", () => {
    for (const [title, reason] of Object.entries(RETRIED)) assert.ok(reason.length > 20, title);
    assert.ok(Object.keys(RETRIED).length <= 10);
  });
});
