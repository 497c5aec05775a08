import { strict as assert } from "node:assert";
import { withoutSecrets } from "../../server/src/shared/secrets";

/** A text, and what is left of it. */
const SHOWN: [text: string, shown: string][] = [
  ["RUN TOKEN=abc make", "RUN TOKEN=… make"],
  ['RUN TOKEN="a b" make', "RUN TOKEN=… make"],
  ['RUN TOKEN="a\\"b c" make', "RUN TOKEN=… make"],
  [`RUN TOKEN="a b"c' d'e\\ f make`, "RUN TOKEN=… make"],
  [`RUN TOKEN='a"b c' make`, "RUN TOKEN=… make"],
  ['RUN TOKEN="ab', "RUN TOKEN=…"],
  ["RUN TOKEN_FILE=/a make X=1", "RUN TOKEN_FILE=/a make X=1"],
  ["curl https://me:pw@example.com/a@b", "curl https://…@example.com/a@b"],
];

describe("texts without the values of secrets", () => {
  for (const [text, shown] of SHOWN)
    it(text, () => {
      assert.equal(withoutSecrets(text), shown);
    });

  it("take any text, however long its values are", () => {
    for (const part of ["x", "\\", '\\"', '"', "'", "A=", 'TOKEN="', "TOKEN='\\", "://"])
      assert.ok(withoutSecrets(`TOKEN=${part.repeat(500_000)}`).length < 3_500_000, part);
  });
});
