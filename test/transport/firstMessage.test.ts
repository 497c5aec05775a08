/** The first message of a client, which is read without the library: in whatever pieces it comes, and whatever it is. */
import assert from "node:assert/strict";
import { firstLength, firstMessage } from "../../server/src/transport/firstMessage";
import { SERVER } from "../support/languageServer";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from "vscode-jsonrpc/node";

const bytes = (text: string) => new TextEncoder().encode(text);
const framed = (text: string, header = "Content-Length: ") =>
  bytes(`${header}${bytes(text).length}\r\n\r\n${text}`);
const PARAMS = { processId: null, rootUri: null, capabilities: {} };
const INITIALIZE = JSON.stringify({ jsonrpc: "2.0", id: "ä", method: "initialize", params: PARAMS });

describe("the first message of a stream", () => {
  it("has its length in the header, counted in bytes", () => {
    const message = framed('{"a":"äöü 🐳"}');
    for (let count = 0; count < message.length; count++) {
      const length = firstLength(message.subarray(0, count));
      assert.ok(length === null || length === message.length, `${count} bytes: ${length}`);
    }
    assert.equal(firstLength(message), message.length);
    assert.deepEqual(firstMessage(new TextDecoder().decode(message)), { a: "äöü 🐳" });
  });

  for (const header of ["content-length:", "Content-Type: x; charset=utf-8\r\nContent-Length:  "])
    it(`may have the header ${JSON.stringify(header)}`, () => {
      const message = framed("{}", header);
      assert.equal(firstLength(message), message.length);
    });

  for (const [title, text] of Object.entries({
    "no length": "Content-Type: x\r\n\r\n{}",
    "no header": "x".repeat(2_000),
    "a length that is none": "Content-Length: many\r\n\r\n{}",
  }))
    it(`is none with ${title}`, () => {
      assert.ok(Number.isNaN(firstLength(bytes(text))));
    });

  it("is none where it is no JSON", () => {
    assert.equal(firstMessage("Content-Length: 1\r\n\r\n{"), null);
  });
});

describe("a server that is started", () => {
  for (const [title, size] of [
    ["in one piece", 1 << 16],
    ["in pieces of 7 bytes", 7],
    ["byte by byte", 1],
  ] as const)
    it(`answers initialize, and what comes behind it, ${title}`, async () => {
      const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
      const answers: unknown[] = [];
      const reader = new StreamMessageReader(child.stdout);
      const shutDown = framed('{"jsonrpc":"2.0","id":2,"method":"shutdown"}');
      const all = Buffer.concat([framed(INITIALIZE), shutDown]);
      const answered = new Promise<void>(resolve => {
        reader.listen(message => {
          if (answers.push((message as { id?: unknown }).id) === 2) resolve();
        });
      });
      for (let at = 0; at < all.length; at += size) {
        child.stdin.write(all.subarray(at, at + size));
        await new Promise(setImmediate);
      }
      await answered;
      assert.deepEqual(answers, ["ä", 2]);
      const ended = once(child, "exit");
      child.stdin.end(framed('{"jsonrpc":"2.0","method":"exit"}'));
      assert.deepEqual(await ended, [0, null]);
    });

  it("leaves a first message that is another one to the library", async () => {
    const child = spawn(process.execPath, [SERVER, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    await assert.rejects(connection.sendRequest("textDocument/hover", {}));
    const { capabilities } = await connection.sendRequest<{ capabilities: object }>("initialize", PARAMS);
    assert.ok("hoverProvider" in capabilities);
    child.kill();
    connection.dispose();
  });
});
