import assert from "node:assert/strict";
import Mocha, { Suite, Test } from "mocha";
import { NotInTime } from "../e2e/eventually";
import { retryWaits, tryOnceMore } from "../e2e/mochaRun";
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
    assert.ok(Object.keys(RETRIED).length <= 3);
  });

  it("are those that have waited in vain, once each", async () => {
    const tries: string[] = [];
    const left: string[] = [];
    const failing = (title: string, error: Error, times: number) => {
      let failures = 0;
      return new Test(title, () => {
        tries.push(title);
        if (failures++ < times) throw error;
      });
    };
    const root = new Mocha().suite;
    const window = Suite.create(root, "the window");
    window.addTest(failing("comes late", new NotInTime("a list"), 1));
    window.addTest(failing("never comes", new NotInTime("a list"), 3));
    window.addTest(failing("is wrong", new assert.AssertionError({ message: "wrong" }), 1));
    retryWaits(root, ({ title }) => {
      left.push(title);
      return Promise.resolve();
    });
    const failed = await new Promise(resolve => new Mocha.Runner(root, {}).run(resolve));
    assert.deepEqual(tries, ["comes late", "comes late", "never comes", "never comes", "is wrong"]);
    assert.deepEqual(left, ["comes late", "never comes"]);
    assert.equal(failed, 2);
  });
});
