import assert from "node:assert/strict";
import { lines, shown } from "./hoverAt";
import { DRESSES } from "./places";

describe("hover on an argument", () => {
  const ARGS = "# V the version\nARG V=1\nARG W=$V-$TARGETARCH\nARG V=2\nARG OPEN\n";
  const places: Record<string, [string, string, ...string[]]> = {
    "in a base": [
      `${ARGS}FROM node:\${<|>W}\n`,
      "W",
      "**W** = `1-amd64`",
      "- Default value from line 3: `$V-$TARGETARCH`",
      "- Base image: image `node:1-amd64`",
    ],
    "in a platform": [
      "FROM --platform=$BUILD<|>PLATFORM a\n",
      "BUILDPLATFORM",
      "**BUILDPLATFORM** = `linux/amd64`",
      "- Set by the builder for each build. The editor uses this value",
    ],
    "in a default, before it changes": [
      ARGS.replace("$V", "$V<|>"),
      "V",
      "**V** = `1`",
      "the version",
      "- Default value from line 2",
    ],
    "that changed": [
      `${ARGS}FROM a:$<|>V\n`,
      "V",
      "**V** = `2`",
      "- Default value from line 4",
      "- Base image: image `a:2`",
    ],
    "without a value": [
      `${ARGS}FROM $OP<|>EN\n`,
      "OPEN",
      "**OPEN** — no value",
      "- Declared in line 5 without a default value. Builds pass the value with `--build-arg OPEN=…`",
    ],
    "that nobody declares": [
      "FROM a$<|>X\n",
      "X",
      "**X** — no value",
      "- No `ARG` above declares it, so it is empty",
      "- Base image: image `a`",
    ],
    "that is empty": [
      "ARG X=\nFROM a$X<|>\n",
      "X",
      "**X** — empty",
      "- Default value from line 1",
      "- Base image: image `a`",
    ],
    "where it is declared": [
      "ARG A=1 <|>BC='2 3'\nFROM a\n",
      "BC",
      "**BC** = `2 3`",
      "- Default value from line 1: `'2 3'`",
    ],
    "behind a line end": [
      "ARG X=1\nFROM \\\n# why\n  a:$<|>X\n",
      "X",
      "**X** = `1`",
      "- Default value from line 1",
      "- Base image: image `a:1`",
    ],
  };
  for (const [dress, wear] of Object.entries({
    plain: DRESSES["plain"],
    CRLF: DRESSES["CRLF"],
    BOM: DRESSES["BOM"],
  }))
    for (const [title, [text, of, ...expected]] of Object.entries(places))
      it(`says what it stands for, and who says so: ${title}, ${dress}`, () => {
        const found = shown(wear?.(text) ?? text);
        assert.equal(found?.of, of);
        assert.deepEqual(
          found.says.split("\n").filter(line => line !== ""),
          expected,
        );
      });

  it("puts the build arguments of the settings first", () => {
    const given = { buildArgs: { V: "9", TARGETARCH: "arm64", NOBODY: "1" } };
    const says = (text: string) =>
      lines(text, given)
        .filter(line => line !== "")
        .slice(0, 2);
    assert.deepEqual(says("ARG V=1\nFROM a:$<|>V\n"), [
      "**V** = `9`",
      "- Build argument from the settings, overrides the default `1` in line 1",
    ]);
    assert.deepEqual(says("FROM a:$<|>TARGETARCH\n"), [
      "**TARGETARCH** = `arm64`",
      "- Build argument from the settings",
    ]);
    assert.deepEqual(says("FROM a:x$<|>NOBODY\n")[0], "**NOBODY** — no value");
  });
});
