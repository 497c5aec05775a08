import assert from "node:assert/strict";
import { createMessageBytes } from "../../server/src/transport/messageBytes";

const encoded: string[] = [];
const bytesOf = createMessageBytes(ascii => {
  encoded.push(ascii);
  return Buffer.from(ascii, "latin1");
});

describe("messages as bytes", () => {
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
    "some that are kept": { result: [item, frozen(), item, frozen()], id: 1, jsonrpc: "2.0" },
  };
  for (const [title, message] of Object.entries(messages))
    it(`hold ${title}, in ASCII`, () => {
      for (let time = 0; time < 2; time++) {
        const bytes = bytesOf(message);
        assert.ok(bytes.every(byte => byte < 0x80));
        assert.deepEqual(JSON.parse(Buffer.from(bytes).toString()), message);
      }
    });

  it("write what is kept once", () => {
    const result = [frozen(), item];
    bytesOf({ id: 1, result });
    encoded.length = 0;
    bytesOf({ id: 2, result });
    assert.deepEqual(
      encoded.map(text => JSON.parse(text) as unknown),
      [{ id: 2, result: [] }, item],
    );
  });
});
