import assert from "node:assert/strict";
import { createMessageText } from "../../server/src/transport/messageText";

const textOf = createMessageText();

describe("messages as text", () => {
  const item = { name: "a · b… 😀", children: [{ line: 1 }] };
  const frozen = () => Object.freeze({ ...item });
  const messages: Record<string, object> = {
    "a notification": { jsonrpc: "2.0", method: "x", params: { text: "\u0000\u007f\u0080\uffff \ud800" } },
    "an error": { jsonrpc: "2.0", id: 1, error: { code: -1, message: "nö" } },
    "no answer": { jsonrpc: "2.0", id: 1, result: null },
    "an object": { jsonrpc: "2.0", id: "x", result: item },
    "an empty list": { jsonrpc: "2.0", id: 1, result: [] },
    "a list of values": { jsonrpc: "2.0", id: 1, result: [1, null, "·", frozen()] },
    "a list of objects": { jsonrpc: "2.0", id: 1, result: [item, item] },
    "one that is kept": { jsonrpc: "2.0", id: 1, result: [frozen()] },
    "a list in an answer": { id: 1, result: { kind: "full", items: [frozen(), item, frozen()] } },
    "a list in a notification": { method: "x", params: { version: undefined, diagnostics: [frozen()] } },
    "what has no form": { id: 1, result: { a: undefined, b: [undefined, () => 1, frozen()], c: frozen() } },
    "some that are kept": { result: [item, frozen(), item, frozen()], id: 1, jsonrpc: "2.0" },
  };
  for (const [title, message] of Object.entries(messages))
    it(`hold ${title}, in ASCII`, () => {
      for (let time = 0; time < 2; time++) {
        const text = textOf(message);
        assert.match(text, /^[\0-\x7f]+$/);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(message)));
      }
    });

  it("write what is kept once", () => {
    let written = 0;
    const counting = Object.freeze({
      toJSON: () => {
        written++;
        return item;
      },
    });
    for (const message of [
      { id: 1, result: [counting, item] },
      { id: 2, result: { kind: "full", items: [item, counting] } },
      { method: "x", params: { uri: "x", diagnostics: [counting] } },
    ])
      assert.deepEqual(JSON.parse(textOf(message)), JSON.parse(JSON.stringify(message)));
    assert.equal(written, 1 + 3, "once, and by each comparison");
  });
});
