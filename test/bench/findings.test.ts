import assert from "node:assert/strict";
import { DEAREST_RULES } from "../../bench/findings";
import { findingsVerdicts } from "../../bench/findingsGoals";
import { FINDING_LINES, withFindings } from "../../bench/findingTexts";
import { generate } from "../../bench/generate";
import { chosen } from "../../bench/realFiles";
import { readDockerfile } from "../../server/src/dockerfile/dockerfile";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyze } from "../../server/src/stages/analysis/analyze";
import { NO_OPTIONS } from "../../server/src/stages/model/buildOptions";

describe("bench: findings", () => {
  const sample = generate(300, 1);

  for (const rule of Object.keys(FINDING_LINES))
    it(`are those of ${rule} in nearly every stage`, () => {
      const { text, lineCount, twins, references } = withFindings(sample, rule);
      const lines = text.split("\n");
      assert.equal(lines.length, lineCount + 1);
      const found = checkModel(analyze(readDockerfile(text), NO_OPTIONS), () => assert.fail());
      const own = found.filter(finding => finding.rule.id === rule).length;
      assert.ok(own >= sample.stages.length / 3, `${own} of ${sample.stages.length}`);
      // Where the edits are made is where it was.
      for (const { nameEnd, secondLine } of twins) {
        assert.equal(lines[nameEnd.line]?.length, nameEnd.character);
        assert.equal(lines[secondLine], `${lines[nameEnd.line] ?? ""}2`);
      }
      for (const { at } of references) assert.match(lines[at.line]?.slice(at.character) ?? "", /^[\w-]+ /);
    });

  it("are measured for the dearest of them", () => {
    for (const rule of DEAREST_RULES) assert.ok(rule in FINDING_LINES);
  });

  it("of real files are measured where most are, and at all lengths", () => {
    const files = Array.from({ length: 100 }, (_, i) => ({ lineCount: i + 1, findings: (i * 7) % 100 }));
    const picked = chosen(files);
    assert.equal(new Set(picked).size, 30);
    assert.equal(picked.filter(({ findings }) => findings >= 90).length, 10);
    assert.ok(
      picked.some(({ lineCount }) => lineCount < 5) && picked.some(({ lineCount }) => lineCount > 95),
    );
    assert.equal(chosen(files.slice(0, 4)).length, 4);
  });

  it("have goals by the size of the file", () => {
    const figure = (lines: number, ours: number) => ({
      ...{ rule: "UnusedStage", lines, lineCount: lines, rounds: 5 },
      values: [100, 1, ours],
    });
    const met = (lines: number, ours: number) =>
      findingsVerdicts([figure(lines, ours)], null, null).map(verdict => verdict.met);
    assert.deepEqual([met(500, 10), met(500, 10.1)], [[true], [false]]);
    assert.deepEqual([met(5_000, 2), met(5_000, 2.1)], [[true], [false]]);
    assert.deepEqual([met(20_000, 1.05), met(20_000, 1.1)], [[true], [false]]);
    assert.deepEqual(met(50, 100), []);
  });

  it("of real files have goals for the median, the least, opening and memory", () => {
    const edit = (ours: number) => ({
      lineCount: 50,
      findings: 3,
      rounds: 5,
      values: [30, ours, ours],
      empty: 3,
    });
    const real = { edits: [edit(5), edit(6), edit(10)], opened: 3, opening: [3, 3, 2], memory: [9, 9, 8] };
    const met = (...edits: number[]) =>
      findingsVerdicts([], null, { ...real, edits: edits.map(edit) }).map(verdict => verdict.met);
    assert.deepEqual(met(5, 6, 10), [true, true, true, true]);
    assert.deepEqual(met(5, 6.1, 10), [false, true, true, true]);
    assert.deepEqual(met(5, 6, 10.1), [true, false, true, true]);
    const worse = findingsVerdicts([], null, { ...real, opening: [3, 2, 3.1], memory: [9, 9.1, 8] });
    assert.deepEqual(
      worse.map(({ met: isMet, reached }) => [isMet, reached]),
      [
        [true, "5.0x (an empty program 10.0x)"],
        [true, "3.0x (an empty program 10.0x)"],
        [false, "103 % of theirs"],
        [false, "101 % of theirs"],
      ],
    );
  });

  it("that are known are asked for within two milliseconds", () => {
    const met = (milliseconds: number) =>
      findingsVerdicts([], { lineCount: 5_000, rounds: 5, milliseconds }, null).map(verdict => verdict.met);
    assert.deepEqual([met(2), met(2.1)], [[true], [false]]);
  });
});
