/** What is nested so deeply that a parser of it would come to the end of the stack, and what only looks so. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isNestedDeeply, isXmlNestedDeeply } from "../../server/src/shared/nesting";

const ROOT = join(__dirname, "../..");

describe("how deeply a text is nested", () => {
  const deep = (unit: string, start = "") => start + unit.repeat(9_000);
  for (const text of [
    deep("["),
    deep("{a: ", "a: "),
    deep('{"a":'),
    deep("- "),
    deep("? "),
    deep("-\t"),
    deep(" ", "a:\n") + "b: 1",
    `x: 1\n${deep("[]\n")}${deep("[")}`,
    `${"]".repeat(9_000)}${deep("[")}`,
    deep("&a ["),
    deep("!!seq [", "a: "),
    `a:\n  - b: |\n      text\n    c: ${deep("[")}`,
    `a: |\n  text\nb: ${deep("[")}`,
    `{"a": "]", "b": ${deep("[")}`,
  ])
    it(`is seen in ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.ok(isNestedDeeply(text));
    });
  it("is seen in elements of XML", () => {
    assert.ok(isXmlNestedDeeply(deep("<a>")));
    assert.ok(isXmlNestedDeeply(deep("<a b='c'> ")));
    assert.ok(!isXmlNestedDeeply(deep("<a/>")) && !isXmlNestedDeeply(deep("<a>b</a>\n")));
  });

  it("is nothing of long texts and lists, and of empty lines", () => {
    for (const text of [
      deep("- a\n"),
      deep("[]"),
      deep("a: {}\n"),
      deep("a"),
      deep(" ", "a: 1\n") + "\nb: 2",
      "---\n".repeat(900),
      "-".repeat(80),
      `a: |\n  ${deep("[")}\nb: 1`,
      `a:\n  - b: >-\n      ${deep("{")}\n    c: 1`,
      `a: ${deep("b[")}`,
      `a: "${deep("[")}"\nb: '${deep("{")}'`,
      `{"a": "${deep('\\"[')}"}`,
      `# ${deep("[")}`,
    ])
      assert.ok(!isNestedDeeply(text), text.slice(0, 20));
  });

  it("is nothing of real files", () => {
    for (const name of ["package.json", "package-lock.json", "action.yml", ".github/workflows/ci.yml"])
      assert.ok(!isNestedDeeply(readFileSync(join(ROOT, name), "utf8")), name);
    for (const name of readdirSync(join(ROOT, "syntaxes")))
      assert.ok(!isNestedDeeply(readFileSync(join(ROOT, "syntaxes", name), "utf8")), name);
  });
});
