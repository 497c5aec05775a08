import assert from "node:assert/strict";
import { readShellCommands } from "../../server/src/dockerfile/shellCommands";

/** Scripts, and their commands with what stands between them; `?` behind one that is several. */
const SCRIPTS: Readonly<Record<string, string>> = {
  "a x && b": "a x && b",
  "a; b\nc": "a ; b ; c",
  "a && b; c && d": "a && b ; c && d",
  "useradd shop || true": "useradd shop || true ?",
  "a && useradd shop || true": "a && useradd shop || true ?",
  "id u && true || useradd u": "id u && true || useradd u ?",
  "id u || useradd u && b": "id u || useradd u && b ?",
  "adduser -D node; exit 0": "adduser -D node ; exit 0",
  "a &&\n b": "a && b",
  "(a && b) && c": "(a && b) && c",
  "if a; then b; fi": "if a; then b; fi ?",
  "# why\na && b # so\nc": "a && b ; c",
  "echo 'a || b && c; d'": "echo 'a || b && c; d'",
  "a \\\n  && b": "a && b",
};

describe("the commands of a shell script", () => {
  for (const [script, expected] of Object.entries(SCRIPTS))
    it(JSON.stringify(script), () => {
      const found = readShellCommands(script).map(
        ({ text, separator, isCompound }) =>
          `${separator === "" ? "" : `${separator} `}${text}${isCompound ? " ?" : ""}`,
      );
      assert.equal(found.join(" "), expected);
    });

  it("with the files that they write", () => {
    const [, second] = readShellCommands("a && echo x > /etc/x && b");
    assert.deepEqual(second?.outputs, ["/etc/x"]);
  });
});
