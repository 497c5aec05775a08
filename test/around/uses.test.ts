import assert from "node:assert/strict";
import { COMMAND_EXAMPLES } from "./commandExamples";
import { EXAMPLES } from "./examples";
import { ROOT, factsOf, readFile, textFiles } from "./read";

const ALL = [...EXAMPLES, ...COMMAND_EXAMPLES];

describe("the uses of a Dockerfile", () => {
  for (const { title, files, uses } of ALL)
    it(`are read in ${title}`, async () => {
      const [path = ""] = Object.keys(files);
      const reading = await readFile(`${ROOT}/${path}`, textFiles(files));
      assert.deepEqual(reading.uses.map(factsOf), uses);
    });

  it("stand where their parts are written", async () => {
    for (const { files } of ALL) {
      const [path = ""] = Object.keys(files);
      const { uses } = await readFile(`${ROOT}/${path}`, textFiles(files));
      for (const { place, target } of uses) {
        assert.ok(place.span.start < place.span.end, `${path}: a use is somewhere`);
        if (!target?.place || target.isOpen) continue;
        const { file, span } = target.place;
        const text = files[file.slice(ROOT.length + 1)] ?? "";
        const written = text.slice(span.start, span.end);
        assert.notEqual(written, "", `${path}: ${target.text} is written somewhere`);
        // A name stands there itself, where it is no variable's or expression's.
        if (/^[a-z]+$/.test(written) && file.endsWith("compose.yaml")) assert.equal(written, target.text);
      }
    }
  });
});
