import assert from "node:assert/strict";
import { expand } from "../../server/src/dockerfile/shellLexer";
import { REFUSED, RESULTS, VALUES } from "./expansions";

const BS = "\\";
function run(text: string, escape = BS) {
  return expand(text, name => VALUES.get(name), { escape });
}

describe("dockerfile: shell lexer", () => {
  for (const [text, result] of Object.entries(RESULTS))
    it(`makes ${JSON.stringify(result)} of ${text}`, () => {
      const expansion = run(text);
      assert.equal(expansion.error, null);
      assert.equal(expansion.result, result);
    });

  for (const [text, error] of Object.entries(REFUSED))
    it(`refuses ${text}`, () => {
      assert.equal(run(text).error, error);
    });

  it("refuses patterns with a backslash before anything else, and names the pattern", () => {
    for (const text of [`\${file#${BS}a}`, `\${file%${BS}a}`, `\${file/${BS}a/b}`, `\${file//${BS}./b}`])
      assert.match(run(text).error ?? "", /^invalid pattern \(\\[a.]\) in substitution/, text);
  });

  it("takes substitutions in one another as deep as the builder does", () => {
    const depth = 20_000;
    const nested = (open: string, inner: string, close: string) =>
      run(`${open.repeat(depth)}${inner}${close.repeat(depth)}`);
    assert.equal(nested("${none:-", "x", "}").result, "x");
    assert.equal(nested('"${none:-', "x y", '}"').result, "x y");
    assert.equal(nested("${a/x/", "x", "}").result, "1");
    assert.deepEqual([...nested("${a+", "$empty", "}").matched].sort(), ["a", "empty"]);
    assert.equal(nested("${none:-", "x", "").error, "syntax error: missing '}'");
    assert.equal(nested("${a/", "x", "").error, "syntax error: missing '/' in ${}");
    assert.equal(nested("${none:-", "${none:?gone}", "}").error, "none: gone");
  });

  it("says where a result is not that of the builder", () => {
    const expandLong = (text: string, value: string) => expand(text, () => value, { escape: BS });
    const cases: [string, number, boolean][] = [
      ["$v", 100_000, false],
      ["$v$v", 2000, false],
      ["$v$v", 4096, true],
      ['"$v$v"', 4096, true],
      ["${none:+$v$v}", 4096, true],
      ["${v#a*b}", 4096, false],
      [`\${v#${"a*".repeat(50)}}`, 4096, true],
      [`\${v/${"a*".repeat(50)}/b}`, 4096, true],
      ["${v//a/b}", 4096, false],
      ["${v//a/bbb}", 4096, true],
    ];
    for (const [text, length, isCut] of cases)
      assert.equal(expandLong(text, "a".repeat(length)).isCut ?? false, isCut, text);
    assert.equal(
      expand("a".repeat(9000) + "$none".repeat(9000), () => undefined, { escape: BS }).isCut,
      undefined,
    );
    assert.equal(expand("$v$v", () => "a".repeat(4096), { escape: BS, keepUnset: true }).isCut, undefined);
  });

  it("escapes with the character of the file", () => {
    assert.equal(run(`c:${BS}$a`, "`").result, `c:${BS}1`);
    assert.equal(run("`$a", "`").result, "$a");
    assert.equal(run('"`$a`"``"', "`").result, '$a"`');
    assert.equal(run('"`a"', "`").result, "`a");
    assert.equal(run(`"${BS}$a"`, "`").result, `${BS}1`);
  });

  it("names what had a value and what had none, in the order of use", () => {
    const names = (text: string) => {
      const { matched, unmatched } = run(text);
      return [[...matched], [...unmatched]];
    };
    assert.deepEqual(names("$a$none${empty}$a"), [["a", "empty"], ["none"]]);
    assert.deepEqual(names("${none:-$a}"), [["a"], ["none"]]);
    assert.deepEqual(names("${a:-$none}"), [["a"], ["none"]]);
    assert.deepEqual(names("'$a' $"), [[], []]);
    assert.deepEqual(names("${none?}"), [[], ["none"]]);
  });

  it("splits at white space that no quote holds together, also in values", () => {
    const words = (text: string) => run(text).words;
    assert.deepEqual(words(" x  y\tz "), ["x", "y", "z"]);
    assert.deepEqual(words("'x y' \"z  w\""), ["x y", "z  w"]);
    assert.deepEqual(words(`x${BS} y z`), ["x y", "z"]);
    assert.deepEqual(words("$spaces"), ["b", "c"]);
    assert.deepEqual(words('"$spaces"'), ["b  c"]);
    assert.deepEqual(words("x$none y"), ["x", "y"]);
    assert.deepEqual(words("x '' y"), ["x", "y"]);
    assert.deepEqual(words("x\u00a0y"), ["x", "y"]);
    assert.deepEqual(words(""), []);
    assert.deepEqual(words("<< x"), ["<< x"]);
  });

  it("can keep quotes, escapes and what has no value", () => {
    const raw = (text: string) =>
      expand(text, name => VALUES.get(name), {
        escape: BS,
        rawQuotes: true,
        rawEscapes: true,
        keepUnset: true,
      }).result;
    assert.equal(raw("'a' \"b\""), "'a' \"b\"");
    assert.equal(raw(`${BS}a "${BS}"" '${BS}'`), `${BS}a "${BS}"" '${BS}'`);
    assert.equal(raw("$none ${none} $a"), "$none ${none} 1");
    assert.equal(raw("${none:-$a} ${none#x}"), "${none:-1} ${none#x}");
  });

  it("ends soon for what nobody writes", () => {
    const long = "ab".repeat(2_000);
    for (const text of [
      "${none:-".repeat(20_000) + "x" + "}".repeat(20_000),
      "$".repeat(100_000),
      "${long//*x/y}",
      "${long//*a*b*c*/y}",
      "${long//b*c/y}",
      `\${long##${"*a".repeat(2_000)}}`,
      `\${long%%${"a?".repeat(2_000)}}`,
    ]) {
      const started = performance.now();
      expand(text, name => (name === "long" ? long : undefined), { escape: BS });
      const took = performance.now() - started;
      assert.ok(took < 10_000, `${text.slice(0, 30)} took ${took.toFixed()} ms`);
    }
  });
});
