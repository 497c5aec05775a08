import assert from "node:assert/strict";
import { convertToMultiStage } from "../../server/src/convert/convert";
import { NO_PROJECT } from "../../server/src/convert/conversion";
import { conversionOf } from "../../server/src/features/conversion";
import { contextOf } from "../support/feature";

const START = 'WORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "index.js"]\n';

/** Files that the builder rejects, and a word of why. */
const REJECTED: Readonly<Record<string, readonly [text: string, why: string]>> = {
  "an unknown instruction": [`FROM node:20\nRUNN npm run build\n${START}`, "RUNN"],
  "a slip in a flag": [`FROM node:20\nCOPY --chwon=node x /x\n${START}`, "chwon"],
  "a heredoc without an end": [`FROM node:20\n${START}RUN <<EOF\nls\n`, "heredoc"],
  "a COPY without a target": [`FROM node:20\nCOPY x\n${START}`, "COPY"],
  "a stage that is not there": [`FROM node:20\nCOPY --from=9 /x /x\n${START}`, "9"],
};

describe("the conversion of a file that the builder rejects", () => {
  for (const [name, [text, why]] of Object.entries(REJECTED))
    it(`is refused with the reason: ${name}`, () => {
      const { refused } = conversionOf(contextOf(text), { convert: convertToMultiStage }, NO_PROJECT);
      assert.ok(refused !== undefined);
      assert.ok(refused.includes("Fix that first"), refused);
      assert.ok(refused.toLowerCase().includes(why.toLowerCase()), refused);
    });

  it("is made where the builder takes it", () => {
    const conversion = conversionOf(
      contextOf(`FROM node:20\n${START}`),
      { convert: convertToMultiStage },
      NO_PROJECT,
    );
    assert.equal(conversion.refused, undefined);
  });
});
