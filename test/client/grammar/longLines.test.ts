import { strict as assert } from "node:assert";
import type { IGrammar } from "vscode-textmate";
import { tokenLines, withStandIns } from "./tokenize";

const LENGTH = 100_000;
/** What the slowest of these lines may take, in milliseconds: many times what it takes, and far below what blowing up does. */
const SLOWEST = 10_000;

/** Beginnings that open something, and what is repeated behind them. */
const BEGINNINGS = ["FROM ", "RUN ", "COPY --from=", "RUN --mount="];
const REPEATED = [
  "a",
  " ",
  "\\ ",
  '"',
  "'a' ",
  "$",
  "${A:-",
  "<<a ",
  " <<",
  "sh ",
  "tee x.py ",
  "> a.json ",
  "| ",
  "--a=b ",
  "from=a,",
  "a:b/",
  "a.b-",
  "=",
];

describe("the colours of a long line", () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await withStandIns();
  });

  for (const beginning of BEGINNINGS)
    it(`are there soon for ${JSON.stringify(beginning)} and whatever follows`, () => {
      const slow = REPEATED.flatMap(repeated => {
        const line = beginning + repeated.repeat(LENGTH / repeated.length);
        const started = performance.now();
        const lines = tokenLines(grammar, `${line}\nFROM a`);
        const taken = Math.round(performance.now() - started);
        assert.ok(lines.length === 2);
        return taken > SLOWEST ? [`${JSON.stringify(repeated)}: ${taken} ms`] : [];
      });
      assert.deepEqual(slow, []);
    }).timeout(REPEATED.length * SLOWEST);
});
