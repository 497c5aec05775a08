import assert from "node:assert/strict";
import { generate, TWIN_SUFFIX } from "../../bench/generate";

const lengths = [50, 500, 5_000, 20_000];

describe("bench: generated Dockerfiles", () => {
  it("are the same for the same seed, and others for another", () => {
    assert.equal(generate(500, 3).text, generate(500, 3).text);
    assert.notEqual(generate(500, 3).text, generate(500, 4).text);
  });

  it("share no stage name between seeds, so that nothing is opened twice", () => {
    const names = new Set(generate(5_000, 1).stages);
    assert.ok(names.size > 100);
    assert.deepEqual(
      generate(5_000, 2).stages.filter(name => names.has(name)),
      [],
    );
  });

  for (const length of lengths) {
    const sample = generate(length, 1);
    const lines = sample.text.split("\n");

    it(`have about ${length} lines`, () => {
      assert.equal(lines.length, sample.lineCount + 1, "the text ends with a newline");
      assert.ok(Math.abs(sample.lineCount - length) <= 30, String(sample.lineCount));
    });

    it(`know their stages at ${length} lines`, () => {
      const written = lines.flatMap(line => /^FROM \S+ AS (\S+)$/.exec(line)?.[1] ?? []);
      assert.deepEqual(sample.stages, written);
      assert.equal(new Set(written).size, written.length, "no name is used twice");
    });

    it(`know their twins at ${length} lines`, () => {
      assert.ok(sample.twins.length > 0);
      for (const { nameEnd, secondLine } of sample.twins) {
        const [first = "", second = ""] = [lines[nameEnd.line], lines[secondLine]];
        assert.equal(nameEnd.character, first.length);
        assert.equal(first + TWIN_SUFFIX, second);
      }
    });

    it(`know their references at ${length} lines`, () => {
      assert.ok(sample.references.length > 0);
      for (const { at, stageLine } of sample.references) {
        const name = /^COPY --from=(\S+) /.exec(lines[at.line] ?? "")?.[1] ?? "no reference";
        assert.ok(lines[stageLine]?.endsWith(` AS ${name}`), name);
        assert.ok(lines[at.line]?.slice(0, at.character).endsWith(`--from=${name.charAt(0)}`));
      }
    });
  }

  it("are made like real files: stages, comments, continuations, heredocs", () => {
    const sample = generate(20_000, 1);
    const lines = sample.text.split("\n");
    const share = (pattern: RegExp) => lines.filter(line => pattern.test(line)).length / lines.length;
    const within = (value: number, least: number, most: number) => {
      assert.ok(value >= least && value <= most, String(value));
    };
    within(sample.lineCount / sample.stages.length, 8, 26.5);
    within(share(/^\s*#/), 0.1, 0.17);
    within(share(/\\$/), 0.2, 0.3);
    within(share(/<</), 0.003, 0.009);
    within(new Set(lines).size / lines.length, 0.45, 0.8);
  });
});
