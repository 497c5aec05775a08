import assert from "node:assert/strict";
import { createPacedWriter } from "../../client/src/build/pacedWriter";

describe("what a terminal is given", () => {
  it("is all of it, in order, while it can be read", () => {
    const pieces: string[] = [];
    const writer = createPacedWriter(text => pieces.push(text));
    writer.release();
    for (let i = 0; i < 100; i++) writer.write(`${i}\n`);
    writer.flush();
    assert.deepEqual(pieces, [Array.from({ length: 100 }, (_, i) => `${i}\n`).join("")]);
    writer.flush();
    assert.equal(pieces.length, 1);
  });

  it("is the beginning and the end of what comes at once and nobody can read", () => {
    const pieces: string[] = [];
    const writer = createPacedWriter(text => pieces.push(text));
    writer.release();
    for (let i = 0; i < 100_000; i++) writer.write(`line ${i}\n`);
    writer.flush();
    const text = pieces.join("");
    assert.ok(text.length < 130_000);
    const lines = text.split("\n");
    assert.equal(lines[0], "line 0");
    assert.equal(lines.at(-2), "line 99999");
    assert.equal(lines.filter(line => line.includes("are left out here")).length, 1);
    for (const line of lines) assert.match(line, /^(?:line \d+|.*left out here.*|)$/);
  });

  it("comes by itself soon", async () => {
    const pieces: string[] = [];
    const writer = createPacedWriter(text => pieces.push(text));
    writer.release();
    writer.write("a");
    writer.write("b");
    assert.deepEqual(pieces, []);
    await new Promise(resolve => setTimeout(resolve, 200));
    assert.deepEqual(pieces, ["ab"]);
  });

  it("waits until somebody listens, and is not more by then than at any other time", async () => {
    const pieces: string[] = [];
    const writer = createPacedWriter(text => pieces.push(text));
    for (let i = 0; i < 50_000; i++) writer.write(`line ${i}\n`);
    writer.flush();
    await new Promise(resolve => setTimeout(resolve, 100));
    for (let i = 50_000; i < 100_000; i++) writer.write(`line ${i}\n`);
    assert.deepEqual(pieces, []);
    writer.release();
    assert.equal(pieces.length, 1);
    const [text = ""] = pieces;
    assert.ok(text.startsWith("line 0\n") && text.endsWith("line 99999\n") && text.length < 130_000);
  });
});
