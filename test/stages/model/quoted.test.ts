import assert from "node:assert/strict";
import { quoted } from "../../../server/src/stages/model/quoted";

describe("text in messages of the builder", () => {
  const rows: [text: string, written: string][] = [
    ["", '""'],
    ["a b", '"a b"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["a\tb\n\r\v\f\b\u0007", '"a\\tb\\n\\r\\v\\f\\b\\a"'],
    ["\0\u001b\u007f", '"\\x00\\x1b\\x7f"'],
    ["é€日", '"é€日"'],
    ["\u0085\u00a0\u00ad\u200b\ufeff", '"\\u0085\\u00a0\\u00ad\\u200b\\ufeff"'],
    ["\u{1f600}\u{e0001}", '"\u{1f600}\\U000e0001"'],
    ["\ud800", '"\ufffd"'],
  ];
  for (const [text, written] of rows)
    it(`writes ${JSON.stringify(text)} as Go does`, () => {
      assert.equal(quoted(text), written);
    });
});
