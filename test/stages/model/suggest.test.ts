import assert from "node:assert/strict";
import { didYouMean, nearest } from "../../../server/src/stages/model/suggest";

describe("stages: did you mean", () => {
  it("takes the nearest within two edits", () => {
    assert.equal(nearest("buld", ["base", "build", "bald"]), "build");
    assert.equal(nearest("bd", ["abcd", "build"]), "abcd");
    assert.equal(nearest("xyz", ["build"]), null);
    assert.equal(nearest("build", []), null);
    assert.equal(nearest("", ["ab", "a"]), "a");
  });

  it("says nothing where the text is there itself", () => {
    assert.equal(nearest("build", ["buil", "build"]), null);
  });

  it("counts an upper-case letter as another one", () => {
    assert.equal(nearest("BUild", ["build"]), "build");
    assert.equal(nearest("BUIld", ["build"]), null);
  });

  it("is put behind a message, or not", () => {
    assert.equal(didYouMean("build"), " (did you mean build?)");
    assert.equal(didYouMean(null), "");
  });
});
