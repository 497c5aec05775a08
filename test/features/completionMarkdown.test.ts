/** What completion says of a stage is made of the file's text, and stays text. */
import assert from "node:assert/strict";
import { describeTopic } from "../../server/src/features/completion/describe";
import { analyzeText } from "../../server/src/stages/analysis/analyze";
import { random } from "../support/random";
import { assertTame } from "./tameMarkdown";

const PIECES = [
  "[a](command:x)",
  "![a](https://e.org/p.png)",
  "<img src=x>",
  "https://e.org",
  "www.e.org",
  "a@e.org",
  "`",
  "``",
  "*a*",
  "_a_",
  "\\",
  "|",
  "\\|",
  "&amp;",
  "~~~",
  "# a",
  "1. a",
  " ",
  "\u202e",
  "\u0007",
  "$(x)",
];

describe("the Markdown of completion", () => {
  it("has nothing in it that a file put there, whatever a description and a base are", () => {
    const { below, pick } = random(20261128);
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 1 + below(6) }, () => pick(PIECES)).join("");
      const analysis = analyzeText(`# s ${text}\nFROM ${text.replace(/\s/g, "") || "a"} AS s\n`);
      const said = describeTopic(analysis, { kind: "stage", index: 0, name: "s" }, true);
      assert.ok(said?.text !== undefined, text);
      assertTame(said.text);
    }
  });
});
