import assert from "node:assert/strict";
import { readInstruction } from "../../server/src/dockerfile/instruction";
import { jsonItems } from "../../server/src/dockerfile/jsonItems";
import { originSpan } from "../../server/src/dockerfile/source";

/** The strings of an instruction, each with what is written of its characters. */
function items(text: string): [item: string, written: string[]][] {
  const instruction = readInstruction(text, "\\");
  return jsonItems(instruction).map(mapped => [
    mapped.text,
    Array.from({ length: mapped.text.length }, (_, index) => {
      const { start } = originSpan(mapped, index, index + 1);
      return instruction.text.slice(start, start + 1);
    }),
  ]);
}

describe("the strings of the JSON form", () => {
  it("stand where they are written", () => {
    assert.deepEqual(items('COPY --link [ "a b","$X" , "", "é"]'), [
      ["a b", ["a", " ", "b"]],
      ["$X", ["$", "X"]],
      ["", []],
      ["é", ["é"]],
    ]);
  });

  it("stand where their escapes begin", () => {
    assert.deepEqual(items(String.raw`VOLUME ["a\"b\\c\u0041\n$X"]`), [
      ['a"b\\cA\n$X', ["a", "\\", "b", "\\", "c", "\\", "\\", "$", "X"]],
    ]);
  });

  it("are none in other forms", () => {
    for (const text of ["COPY a b", "COPY [1]", "RUN [ -f x ]", 'CMD ["a"] b', "WORKDIR [x]"])
      assert.deepEqual(items(text), []);
  });
});
