import assert from "node:assert/strict";
import { readFlags } from "../../server/src/dockerfile/flags";
import { readInstruction } from "../../server/src/dockerfile/instruction";

const BS = "\\";

/** The flags of a COPY as `name` or `name=value`, and what is left. */
function flagsOf(operands: string, escape = BS): [flags: string[], rest: string] {
  const text = `COPY ${operands}`;
  const { flags, end } = readFlags(text, 4, escape);
  return [flags.map(({ name, value }) => (value ? `${name}=${value.text}` : name)), text.slice(end)];
}

/** What follows the keyword, the flags that the builder takes from it, and what it leaves. */
const TABLE: Record<string, [flags: string[], rest: string]> = {
  "a b": [[], "a b"],
  "--from=a b": [["from=a"], "b"],
  "--link --from=a b c": [["link", "from=a"], "b c"],
  "\t--link\v--from=a\r\fb": [["link", "from=a"], "b"],
  "a --from=b": [[], "a --from=b"],
  "--from=a b --link": [["from=a"], "b --link"],
  "-- --from=a b": [[], "--from=a b"],
  "--from=a -- b": [["from=a"], "b"],
  "--from=a --": [["from=a"], ""],
  '--"" b': [[], "b"],
  "--from=": [["from="], ""],
  "--from= a": [["from="], "a"],
  "--from a b": [["from"], "a b"],
  "--from =a b": [["from"], "=a b"],
  "--from==a": [["from==a"], ""],
  "--=a": [["=a"], ""],
  "--FROM=a": [["FROM=a"], ""],
  "-from=a b": [[], "-from=a b"],
  "---from=a b": [["-from=a"], "b"],
  '"--from=a" b': [[], '"--from=a" b'],
  '--from="a" b': [["from=a"], "b"],
  "--from='a' b": [["from=a"], "b"],
  '--from="a b" c': [["from=a b"], "c"],
  "--from='a \"b\"' c": [['from=a "b"'], "c"],
  "--from=a\"b\"'c' d": [["from=abc"], "d"],
  '--"from"=a b': [["from=a"], "b"],
  '--"from=a" b': [["from=a"], "b"],
  '--from="" b': [["from="], "b"],
  [`--from=a${BS} b c`]: [["from=a b"], "c"],
  [`--from=${BS}a b`]: [["from=a"], "b"],
  [`--from="${BS}"" b`]: [['from="'], "b"],
  [`--from='${BS}'' b`]: [["from='"], "b"],
  [`--from='${BS}a' b`]: [["from=a"], "b"],
  [`--from=${BS}${BS} b`]: [[`from=${BS}`], "b"],
  [`--fr${BS}om=a b`]: [["from=a"], "b"],
  [`--from${BS}=a b`]: [["from=a"], "b"],
  '--from="a b': [["from=a b"], ""],
  [`--from=a${BS}`]: [["from=a"], ""],
  [`--from="a${BS}`]: [["from=a"], ""],
  "--from=$X b": [["from=$X"], "b"],
  "--from=<<E b": [["from=<<E"], "b"],
  '--mount=type=bind,"from=a b" c': [["mount=type=bind,from=a b"], "c"],
  "--from=`a b": [["from=`a"], "b"],
  "--from=😀 b": [["from=ð\u009f\u0098\u0080"], "b"],
  "--from=bücher b": [["from=bÃ¼cher"], "b"],
  '--from="bücher à la" b': [["from=bÃ¼cher Ã\u00a0 la"], "b"],
  "--from=a\u00a0b c": [["from=aÂ"], "b c"],
  "--from=a\u0085b c": [["from=aÂ"], "b c"],
  "--from=à b": [["from=Ã"], "b"],
  [`--from=a${BS}\u00a0b c`]: [["from=aÂ"], "b c"],
  '--from="a\u00a0b" c': [["from=aÂ\u00a0b"], "c"],
  "--from=a\u3000b c": [["from=aã\u0080\u0080b"], "c"],
  "--lünk a": [["lÃ¼nk"], "a"],
};

describe("dockerfile: flags", () => {
  for (const [operands, expected] of Object.entries(TABLE))
    it(`of ${JSON.stringify(operands)}`, () => {
      assert.deepEqual(flagsOf(operands), expected);
    });

  it("honour the other escape character", () => {
    assert.deepEqual(flagsOf(`--from=a${BS}b c`, "`"), [[`from=a${BS}b`], "c"]);
    assert.deepEqual(flagsOf("--from=a`b c", "`"), [["from=ab"], "c"]);
    assert.deepEqual(flagsOf("--from=a` b c", "`"), [["from=a b"], "c"]);
  });

  it("say where each character of the value stands", () => {
    const text = `COPY --link --from="a ${BS}"b"c d`;
    const [, from] = readFlags(text, 4, BS).flags;
    assert.ok(from?.value && from.valueSpan);
    const { text: value, offsets: origins } = from.value;
    assert.equal(value, 'a "bc');
    assert.ok(typeof origins !== "number");
    assert.equal(origins.map(at => text[at]).join(""), value);
    assert.equal(text.slice(from.span.start, from.span.end), `--from="a ${BS}"b"c`);
    assert.equal(text.slice(from.valueSpan.start, from.valueSpan.end), `"a ${BS}"b"c`);
  });

  it("of every instruction, the ones that take none as well", () => {
    for (const keyword of ["FROM", "ARG", "ENV", "RUN", "CMD", "STOPSIGNAL", "ONBUILD", "FOO"]) {
      const { flags } = readInstruction(`${keyword} --a --b=c d`, BS);
      assert.deepEqual(
        flags.map(({ name }) => name),
        ["a", "b"],
        keyword,
      );
    }
  });
});
