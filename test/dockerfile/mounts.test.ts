import assert from "node:assert/strict";
import { readInstruction } from "../../server/src/dockerfile/instruction";
import { readMount } from "../../server/src/dockerfile/mounts";

const BS = "\\";

/** The fields of a mount's value as the builder's CSV reader has them, and its complaint. */
function fields(value: string): [fields: string[], error: string | null] {
  const { options, error } = readMount({ text: value, offsets: 0 });
  return [options.map(({ key, value: text }) => (text ? `${key}=${text.text}` : key)), error];
}

const TABLE: Record<string, string[]> = {
  "type=bind,from=a,target=/x": ["type=bind", "from=a", "target=/x"],
  "from=a": ["from=a"],
  "type=bind,ro": ["type=bind", "ro"],
  "FROM=A,Type=Bind": ["from=A", "type=Bind"],
  "from=": ["from="],
  "from=a=b": ["from=a=b"],
  ",": ["", ""],
  "from=a,": ["from=a", ""],
  " from=a": [" from=a"],
  "from =a": ["from =a"],
  '"from=a"': ["from=a"],
  '"from=a,b",ro': ["from=a,b", "ro"],
  '"from=a""b"': ['from=a"b'],
  '""': [""],
  '"",from=a': ["", "from=a"],
  "from='a'": ["from='a'"],
  "from=$a": ["from=$a"],
};

describe("dockerfile: mounts", () => {
  for (const [value, expected] of Object.entries(TABLE))
    it(`of ${JSON.stringify(value)}`, () => {
      assert.deepEqual(fields(value), [expected, null]);
    });

  it("that cannot be read say why, and keep what stands before", () => {
    assert.deepEqual(fields(""), [[], "EOF"]);
    const [before, bare] = fields('type=bind,from="a"');
    assert.deepEqual(before, ["type=bind"]);
    assert.match(bare ?? "", /^parse error on line 1, column 16: bare " in non-quoted.field$/);
    assert.deepEqual(fields('type=bind,"from=Q"x,target=/x'), [
      ["type=bind"],
      'parse error on line 1, column 18: extraneous or missing " in quoted-field',
    ]);
    const [, open] = fields('type=bind,"target=/x');
    assert.match(open ?? "", /^parse error on line 1, column \d+: extraneous or missing " in quoted-field$/);
  });

  it("are those of RUN alone, one for each flag with a value", () => {
    const mounts = (text: string) => readInstruction(text, BS).mounts.map(({ options }) => options.length);
    assert.deepEqual(mounts("RUN --mount=a,b --network=none --mount=c x"), [2, 1]);
    assert.deepEqual(mounts("RUN --mount --mount=c x"), [1]);
    assert.deepEqual(mounts("RUN --Mount=c x"), []);
    assert.deepEqual(mounts("RUN x --mount=c"), []);
    assert.deepEqual(mounts("COPY --mount=c a b"), []);
  });

  it("have places in the line, through the quotes of the flag and of CSV", () => {
    for (const [text, option, value] of [
      ["RUN --mount=type=bind,from=a,ro x", "from=a", "a"],
      ['RUN --mount="type=bind,from=a,ro" x', "from=a", "a"],
      ["RUN --mount='type=bind,\"from=a b\",ro' x", "from=a b", "a b"],
      [`RUN --mount=type=bind,from=${BS}a x`, `from=${BS}a`, `${BS}a`],
      [`RUN --mount=type=bind,fr${BS}om=a x`, `fr${BS}om=a`, "a"],
      ["RUN --mount=type=bind,from=a'b'c x", "from=a'b'c", "a'b'c"],
      ["RUN --mount=type=bind,FROM=A x", "FROM=A", "A"],
    ] as const) {
      const from = readInstruction(text, BS).mounts[0]?.options[1];
      assert.ok(from?.valueSpan, text);
      assert.equal(text.slice(from.span.start, from.span.end), option);
      assert.equal(text.slice(from.valueSpan.start, from.valueSpan.end), value);
    }
  });

  it("have a place for a value that is still to be written", () => {
    const text = "RUN --mount=type=bind,from=,ro x";
    const from = readInstruction(text, BS).mounts[0]?.options[1];
    const behind = text.indexOf(",ro");
    assert.deepEqual(from?.valueSpan, { start: behind, end: behind });
    assert.equal(from.value?.text, "");
  });
});
