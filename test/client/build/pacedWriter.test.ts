import assert from "node:assert/strict";
import { createPacedWriter, type PacedWriter } from "../../../client/src/build/task/pacedWriter";

/** More than any terminal draws in the time between two frames. */
const LONGEST_PIECE = 8_000;
const MOST = 80_000;

describe("what a terminal is given", () => {
  let pieces: string[];
  let writer: PacedWriter;

  beforeEach(() => {
    pieces = [];
    writer = createPacedWriter(text => pieces.push(text));
  });

  it("is all of it, in order, while it can be read", async () => {
    writer.release();
    for (let i = 0; i < 100; i++) writer.write(`${i}\n`);
    await writer.finish();
    assert.deepEqual(pieces, [lines(100, i => String(i))]);
    await writer.finish();
    assert.equal(pieces.length, 1);
  });

  it("is what it can draw, at once when all has been said", () => {
    writer.release();
    writer.write("the last word\n");
    void writer.finish();
    assert.deepEqual(pieces, ["the last word\n"]);
  });

  it("comes in pieces of whole lines, and nothing of a burst is left out", async () => {
    const text = lines(1_500, i => `line ${i} of a burst`);
    writer.release();
    writer.write(text);
    await writer.finish();
    assert.equal(pieces.join(""), text);
    assert.ok(pieces.length > 1);
    for (const piece of pieces) assert.ok(piece.length <= LONGEST_PIECE && piece.endsWith("\n"));
  });

  it("is the beginning and the end of what comes at once and nobody can read", async () => {
    writer.release();
    for (let i = 0; i < 100_000; i++) writer.write(`line ${i}\n`);
    await writer.finish();
    assertBeginningAndEnd();
  });

  for (const [title, line] of [
    ["one line that does not end", "x"],
    ["letters of two units", "😀"],
  ] as const) {
    it(`is not more than it can draw: ${title}`, async () => {
      writer.release();
      for (let i = 0; i < 1_000; i++) writer.write(line.repeat(500));
      await writer.finish();
      assert.ok(pieces.join("").length <= MOST);
      assert.ok(pieces.every(piece => piece.length <= LONGEST_PIECE));
    });
  }

  it("comes by itself soon", async () => {
    writer.release();
    writer.write("a");
    writer.write("b");
    assert.deepEqual(pieces, []);
    await new Promise(resolve => setTimeout(resolve, 200));
    assert.deepEqual(pieces, ["ab"]);
  });

  it("waits until somebody listens, and is not more by then than at any other time", async () => {
    for (let i = 0; i < 50_000; i++) writer.write(`line ${i}\n`);
    const finished = writer.finish();
    await new Promise(resolve => setTimeout(resolve, 100));
    for (let i = 50_000; i < 100_000; i++) writer.write(`line ${i}\n`);
    assert.deepEqual(pieces, []);
    writer.release();
    assert.equal(pieces.length, 1);
    await finished;
    assertBeginningAndEnd();
  });

  function assertBeginningAndEnd(): void {
    const text = pieces.join("");
    assert.ok(text.length <= MOST);
    assert.ok(pieces.every(piece => piece.length <= LONGEST_PIECE));
    const shown = text.split("\n");
    assert.equal(shown[0], "line 0");
    assert.equal(shown.at(-2), "line 99999");
    assert.equal(shown.filter(line => line.includes("characters omitted")).length, 1);
    for (const line of shown) assert.match(line, /^(?:line \d+|.*omitted.*|)$/);
  }
});

function lines(count: number, line: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => `${line(i)}\n`).join("");
}
