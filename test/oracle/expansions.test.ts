/**
 * Forms of `${…}`, and patterns in them, against the newest frontend of the builder (BuildKit 0.34.2, asked in check mode): 1,000 texts
 * of each, drawn anew from a seed, with the recorded answers. 8,000 and 35,000 others were asked while this was written.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkModel } from "../../server/src/rules/run/checkModel";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import { expansionForms } from "./expansionForms";
import { patternForms } from "./patternForms";

interface Answers {
  /** The errors, without the words that say a line; the empty text where the builder accepts a text. */
  readonly distinct: readonly string[];
  /** By text, the index of its error. */
  readonly by: readonly number[];
}

const FORMS: Record<
  string,
  { answers: string; seed: number; draw: (count: number, seed: number) => string[] }
> = {
  "forms of ${…}": { answers: "expansionAnswers.json", seed: 7, draw: expansionForms },
  "patterns in ${…}": { answers: "patternAnswers.json", seed: 15, draw: patternForms },
};

/** The default of an `ARG` that asks for a value is no error: a build that gives the argument does not look at it. */
const ASKS = /^ARG A=.*\?/m;
/** The builder names another part of a port that has a colon in its protocol. */
const PORT = /^invalid (?:port|containerPort)/;

function errorsOf(text: string): string[] {
  return checkModel(analyzeText(text), (rule, error) => {
    throw new Error(`${rule.id} threw`, { cause: error });
  })
    .filter(({ rule }) => rule.origin === "error")
    .map(({ message }) => message);
}

for (const [title, { answers, seed, draw }] of Object.entries(FORMS))
  describe(title, () => {
    it("are accepted and refused as the builder does, in its words", () => {
      const { distinct, by } = JSON.parse(readFileSync(join(__dirname, answers), "utf8")) as Answers;
      const texts = draw(by.length, seed);
      const unlike: string[] = [];
      for (const [index, text] of texts.entries()) {
        const expected = distinct[by[index] ?? -1];
        const errors = errorsOf(text);
        const isEqual =
          expected === ""
            ? errors.length === 0
            : errors.some(error => error === expected || PORT.test(error));
        if (!isEqual && !(errors.length === 0 && ASKS.test(text)))
          unlike.push(`${text}: ${String(expected)}, and not ${errors.join(" | ")}`);
      }
      assert.deepEqual(unlike, []);
      assert.equal(texts.length, 1000);
    });
  });
