// The files of the tutorials, given to a real engine: as they were published, once everything is done that our server
// offers, and, where that does not do, once a person has done the rest.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { skipBecause } from "../support/suiteResult";
import { publishedText, readExpected, textAfter, tutorials } from "../tutorials/tutorial";
import { openBuilds } from "./tutorialBuilds";

const TEST_WITHIN = 10 * 60_000;
const SLOW = 20_000;

describe("the file of a tutorial, built", function () {
  this.timeout(TEST_WITHIN);
  this.slow(SLOW);
  const builds = openBuilds();

  after(() => builds.close());

  for (const tutorial of tutorials()) {
    const { name, byHand, options = [], alsoSays = [], prints } = tutorial;
    it(`builds in the end: ${name}`, async function () {
      const published = publishedText(tutorial);
      const mended = textAfter(tutorial, "refactored");
      const final = textAfter(tutorial, "by-hand");
      for (const text of [published, mended, final]) {
        const missing = await builds.provide(text);
        if (missing !== undefined) skipBecause(this, missing);
      }
      const expected = readExpected(tutorial);
      const said = await builds.build(tutorial, published);
      if (!alsoSays.some(other => isDeepStrictEqual(said, other))) assert.deepEqual(said, expected.before);
      const files = byHand?.files ?? {};
      if (byHand) {
        assert.deepEqual(await builds.build(tutorial, mended), expected.after);
        assert.ok(final !== mended || Object.keys(files).length > 0, "a person has done something");
      }
      assert.equal(await builds.build(tutorial, final, { files, options, isKept: true }), null);
      if (prints !== undefined) assert.match(await builds.run(), new RegExp(prints, "m"));
    });
  }
});
