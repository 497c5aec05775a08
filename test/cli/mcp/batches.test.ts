import { strict as assert } from "node:assert";
import { PassThrough } from "node:stream";
import { serveTools } from "../../../server/src/cli/mcp/serveTools";
import type { ToolHost } from "../../../server/src/shared/tools/host";

const host: ToolHost = {
  dockerfiles: () => Promise.resolve([]),
  open: () => Promise.reject(new Error("There is none.")),
};

const request = (id: number | string, method = "ping") => ({ jsonrpc: "2.0", id, method });
const pong = (id: number | string) => ({ jsonrpc: "2.0", id, result: {} });
const FAULT = {
  jsonrpc: "2.0",
  id: null,
  error: { code: -32600, message: "A line is not a message of JSON-RPC 2.0." },
};

/** What is answered to lines, each a value. */
async function answersTo(...lines: readonly unknown[]): Promise<unknown[]> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const served = serveTools({ host, version: "1", allowsBuilds: false }, input, output);
  for (const line of lines) input.write(`${JSON.stringify(line)}\n`);
  // What comes last is answered last.
  input.write(`${JSON.stringify(request("last"))}\n`);
  let text = "";
  for await (const chunk of output) {
    text += String(chunk);
    if (text.includes('"last"')) break;
  }
  input.end();
  await served;
  const values = text
    .trim()
    .split("\n")
    .map(line => JSON.parse(line) as unknown);
  return values.filter(value => (value as { id?: unknown }).id !== "last");
}

/** Answers may come in any order. */
function sorted(value: unknown): unknown {
  return Array.isArray(value)
    ? value.toSorted((a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : value;
}

describe("a batch of the Model Context Protocol", () => {
  const cases: Record<string, { lines: unknown[]; answers: unknown[] }> = {
    "is answered in one line": { lines: [[request(1), request(2)]], answers: [[pong(1), pong(2)]] },
    "of one request, too": { lines: [[request("a")]], answers: [[pong("a")]] },
    "has no answer for what asks for none": {
      lines: [[{ jsonrpc: "2.0", method: "notifications/initialized" }, request(1)]],
      answers: [[pong(1)]],
    },
    "of notifications alone has no answer": {
      lines: [[{ jsonrpc: "2.0", method: "notifications/initialized" }]],
      answers: [],
    },
    "tells what is no message, beside the others": { lines: [[1, request(1)]], answers: [[pong(1), FAULT]] },
    "of nothing that is a message is answered": { lines: [[1, "x"]], answers: [[FAULT, FAULT]] },
    "that is empty is no message": { lines: [[]], answers: [FAULT] },
    "does not hold up what comes beside it": {
      lines: [[request(1)], request(2)],
      answers: [[pong(1)], pong(2)],
    },
    "of an unknown method has its error": {
      lines: [[request(1, "none")]],
      answers: [[{ jsonrpc: "2.0", id: 1, error: { code: -32601, message: "Unhandled method none" } }]],
    },
  };
  for (const [name, { lines, answers }] of Object.entries(cases))
    it(name, async () => {
      assert.deepEqual((await answersTo(...lines)).map(sorted), answers.map(sorted));
    });
});
