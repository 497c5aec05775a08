import assert from "node:assert/strict";
import { readDuration } from "../../../server/src/rules/facts/duration";
import { int32Error } from "../../../server/src/rules/facts/int32";

/** As BuildKit 0.34.2 says it of `HEALTHCHECK --interval=…`. */
const DURATIONS: Record<string, number | string> = {
  "0": 0,
  "-0": 0,
  "5s": 5e9,
  "+5s": 5e9,
  "-5s": -5e9,
  "1h1.5m": 369e10,
  ".5s": 5e8,
  "5.s": 5e9,
  ".55ns": 0,
  "5us": 5000,
  "2562047h": 9.2233692e18,
  "": 'invalid duration ""',
  ".s": 'invalid duration ".s"',
  s: 'invalid duration "s"',
  "9999999999h": 'invalid duration "9999999999h"',
  "9999999999999999999999": 'invalid duration "9999999999999999999999"',
  "5": 'missing unit in duration "5"',
  "1h5": 'missing unit in duration "1h5"',
  "1.5.5s": 'missing unit in duration "1.5.5s"',
  "5x": 'unknown unit "x" in duration "5x"',
  "5S": 'unknown unit "S" in duration "5S"',
  "1e3s": 'unknown unit "e" in duration "1e3s"',
  "5Âµs": String.raw`unknown unit "\xc3\x82\xc2\xb5s" in duration "5\xc3\x82\xc2\xb5s"`,
  '5"': String.raw`unknown unit "\"" in duration "5\""`,
};

const NUMBERS: Record<string, string | null> = {
  "0": null,
  "-3": null,
  "+3": null,
  "2147483647": null,
  "-2147483648": null,
  "2147483648": "value out of range",
  "-2147483649": "value out of range",
  "99999999999x": "value out of range",
  "4294967295x": "invalid syntax",
  "1_0": "invalid syntax",
  "1.5": "invalid syntax",
  "": "invalid syntax",
  "-": "invalid syntax",
};

describe("numbers as Go reads them", () => {
  for (const [text, expected] of Object.entries(DURATIONS))
    it(`the duration ${JSON.stringify(text)}`, () => {
      const { nanoseconds, error } = readDuration(text);
      if (typeof expected === "number") assert.equal(nanoseconds ?? error, expected);
      else assert.equal(error, `time: ${expected}`);
    });

  for (const [text, expected] of Object.entries(NUMBERS))
    it(`the number ${JSON.stringify(text)}`, () => {
      assert.equal(int32Error(text), expected);
    });
});
