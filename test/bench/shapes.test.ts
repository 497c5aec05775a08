import assert from "node:assert/strict";
import { shapesTable, shapesVerdicts } from "../../bench/shapes";

const figure = (title: string, small: number, large: number, megabyte: number) => ({
  ...{ title, units: 8_000 },
  ...{ small, large, megabyte },
});

describe("bench: shapes", () => {
  it("are held to their growth and to a second for a megabyte, by the worst of them", () => {
    const met = (small: number, large: number, megabyte: number) =>
      shapesVerdicts([figure("other", 10, 80, 500), figure("worst", small, large, megabyte)]).map(
        verdict => verdict.met,
      );
    assert.deepEqual(met(10, 10 * 8 ** 1.14, 1_000), [true, true]);
    assert.deepEqual(met(10, 10 * 8 ** 1.16, 1_000), [false, true]);
    assert.deepEqual(met(10, 80, 1_001), [true, false]);
    assert.deepEqual(
      shapesVerdicts([figure("other", 10, 80, 500), figure("worst", 10, 640, 1_234)]).map(
        ({ reached }) => reached,
      ),
      ["n^2.00 (worst)", "1234 ms (worst)"],
    );
  });

  it("say nothing of growth where they take too little time", () => {
    assert.equal(shapesVerdicts([figure("noise", 0.1, 19, 30)]).length, 1);
    assert.deepEqual(shapesVerdicts([]), []);
    const rows = shapesTable([figure("noise", 0.1, 19, 30), figure("plain", 10, 80, 500)]).map(line =>
      line.replace(/ +/g, " "),
    );
    assert.ok(rows.includes("| noise | 8000 | 0.10 | 19.0 | | 30.0 |"), rows.join("\n"));
    assert.ok(rows.includes("| plain | 8000 | 10.0 | 80.0 | 1.00 | 500 |"), rows.join("\n"));
    assert.deepEqual(shapesTable([]), []);
  });
});
