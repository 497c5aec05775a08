import assert from "node:assert/strict";
import { expand } from "../../server/src/dockerfile/shellLexer";

const BS = "\\";
const VALUES = new Map([
  ["a", "1"],
  ["empty", ""],
  ["path", "/usr/local/bin"],
  ["file", "a.tar.gz"],
  ["wild", "a*b?c"],
  ["slash", `x}y/z${BS}w`],
  ["spaces", "b  c"],
  ["é", "e"],
  ["1", "one"],
  ["0", "zero"],
]);

function run(text: string, escape = BS) {
  return expand(text, name => VALUES.get(name), { escape });
}

/** Texts, and what the builder makes of them. */
const RESULTS: Record<string, string> = {
  "": "",
  x: "x",
  "a b": "a b",
  // Variables.
  $a: "1",
  "${a}": "1",
  "x$a-y": "x1-y",
  "x${a}y": "x1y",
  $ab: "",
  $a$a: "11",
  $none: "",
  "${none}": "",
  $empty: "",
  $é: "e",
  "${é}": "e",
  $1: "one",
  $1a: "onea",
  $0: "zero",
  "$a.b": "1.b",
  "$a/b": "1/b",
  $: "$",
  a$: "a$",
  "$ a": "$ a",
  "$/": "$/",
  "$.": "$.",
  "$'x'": "$x",
  $$: "",
  $$a: "a",
  "$*$@$#$?$-$!": "",
  // With a word for the case of no value.
  "${none:-x}": "x",
  "${none-x}": "x",
  "${empty:-x}": "x",
  "${empty-x}": "",
  "${a:-x}": "1",
  "${a-x}": "1",
  "${none:-}": "",
  "${none:-$a}": "1",
  "${none:-${a}2}": "12",
  "${none:-${none:-${none:-x}}}": "x",
  "${none:-'x}y'}": "x}y",
  '${none:-"x}y"}': "x}y",
  [`\${none:-x${BS}}y}`]: "x}y",
  "${none:-x y}": "x y",
  "${none:-{x}": "{x",
  "${none:--}": "-",
  // With a word for the case of a value.
  "${a:+x}": "x",
  "${a+x}": "x",
  "${empty:+x}": "",
  "${empty+x}": "x",
  "${none:+x}": "",
  "${none+x}": "",
  // That have to have a value.
  "${a:?x}": "1",
  "${a?x}": "1",
  "${empty?x}": "",
  // Without a prefix.
  "${path#/}": "usr/local/bin",
  "${path#*/}": "usr/local/bin",
  "${path##*/}": "bin",
  "${path#/usr}": "/local/bin",
  "${path#usr}": "/usr/local/bin",
  "${path#/???/}": "local/bin",
  "${path#}": "/usr/local/bin",
  "${path#*}": "/usr/local/bin",
  "${path##*}": "",
  "${none#x}": "",
  "${file#a.}": "tar.gz",
  // Without a suffix.
  "${file%.gz}": "a.tar",
  "${file%.*}": "a.tar",
  "${file%%.*}": "a",
  "${file%?}": "a.tar.g",
  "${file%.}": "a.tar.gz",
  "${file%%*}": "",
  // Patterns: a star, a question mark and a backslash mean something, nothing else does.
  "${file#?}": ".tar.gz",
  "${file##.*}": "a.tar.gz",
  "${file#[a]}": "a.tar.gz",
  "${file#a+}": "a.tar.gz",
  [`\${wild#a${BS}*}`]: "b?c",
  [`\${wild%${BS}?c}`]: "a*b",
  [`\${slash#x${BS}}}`]: "y/z\\w",
  [`\${slash%z${BS}${BS}w}`]: "x}y/",
  "${path#$empty/}": "usr/local/bin",
  "${path#'/usr'}": "/local/bin",
  // With something replaced.
  "${path/\\//-}": "-usr/local/bin",
  "${path//\\//-}": "-usr-local-bin",
  "${file/a/b}": "b.tar.gz",
  "${file//a/b}": "b.tbr.gz",
  "${file//a/}": ".tr.gz",
  "${file/./}": "atar.gz",
  "${file/x/y}": "a.tar.gz",
  "${file/t*r/x}": "a.x.gz",
  "${file/?/x}": "x.tar.gz",
  "${file//?/x}": "xxxxxxxx",
  "${file/*/x}": "x",
  "${file//*/x}": "x",
  "${file//*g/x}": "xz",
  "${file//r?g/$a}": "a.ta1z",
  "${file/ar/${a}}": "a.t1.gz",
  "${none/a/b}": "",
  "${none//a/b}": "",
  "${a///-}": "-1-",
  "${file/a/[$a]}": "[1].tar.gz",
  // Quotes and escapes.
  "'a'": "a",
  '"a"': "a",
  "a'b'\"c\"d": "abcd",
  "'$a'": "$a",
  '"$a"': "1",
  '"${a}"': "1",
  "'\"'": '"',
  '"\'"': "'",
  [`${BS}$a`]: "$a",
  [`${BS}a`]: "a",
  [`${BS}${BS}a`]: `${BS}a`,
  [`a${BS}`]: "a",
  [`"${BS}$a"`]: "$a",
  [`"${BS}""`]: '"',
  [`"${BS}a"`]: `${BS}a`,
  [`"${BS}${BS}a"`]: `${BS}a`,
  [`'${BS}a'`]: `${BS}a`,
  "`a": "`a",
  // Less-than signs are text.
  "a<b": "a<b",
  "a<<b": "a<<b",
  "a<<<b": "a<<<b",
  "<<": "<<",
};

/** Texts that the builder refuses, and its reason. */
const REFUSED: Record<string, string> = {
  "'a": "unexpected end of statement while looking for matching single-quote",
  '"a': "unexpected end of statement while looking for matching double-quote",
  [`"a${BS}"`]: "unexpected end of statement while looking for matching double-quote",
  [`"a${BS}`]: "unexpected end of statement while looking for matching double-quote",
  "${": "syntax error: missing '}'",
  "${}": "syntax error: bad substitution",
  "${:-a}": "syntax error: bad substitution",
  "${{a}}": "syntax error: bad substitution",
  "${a:-b": "syntax error: missing '}'",
  "${a:": "syntax error: missing '}'",
  "${a:-${b}": "syntax error: missing '}'",
  "${a:-'b}": "syntax error: missing '}'",
  "${a#b": "syntax error: missing '}'",
  "${a/b": "syntax error: missing '/' in ${}",
  "${a/b/c": "syntax error: missing '}'",
  "${a//b": "syntax error: missing '/' in ${}",
  "${a": "unsupported modifier (\uFFFD) in substitution",
  "${a=b}": "unsupported modifier (=) in substitution",
  "${a:=b}": "unsupported modifier (:=) in substitution",
  "${a:}": "syntax error: missing '}'",
  "${a:b}": "unsupported modifier (:b) in substitution",
  "${a:0:1}": "unsupported modifier (:0) in substitution",
  "${a,,}": "unsupported modifier (,) in substitution",
  "${a^}": "unsupported modifier (^) in substitution",
  "${a[0]}": "unsupported modifier ([) in substitution",
  "${a b}": "unsupported modifier ( ) in substitution",
  "${1a}": "unsupported modifier (a) in substitution",
  "${.}": "unsupported modifier (.) in substitution",
  "${#a}": "unsupported modifier (a) in substitution",
  "${!a}": "unsupported modifier (a) in substitution",
  "${none?}": "none: is not allowed to be unset",
  "${none:?}": "none: is not allowed to be unset",
  "${empty:?}": "empty: is not allowed to be empty",
  "${none?give it}": "none: give it",
  "${none:?$a}": "none: 1",
  "${empty:?no}": "empty: no",
  '"${none?}"': "none: is not allowed to be unset",
};

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
      assert.ok(took < 500, `${text.slice(0, 30)} took ${took.toFixed()} ms`);
    }
  });
});
