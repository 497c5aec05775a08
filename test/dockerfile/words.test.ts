import assert from "node:assert/strict";
import { readInstruction } from "../../server/src/dockerfile/instruction";

const BS = "\\";

function words(text: string, escape = BS): string[] {
  return readInstruction(text, escape).words.map(word => word.text);
}

describe("dockerfile: keywords", () => {
  const keyword = (text: string) => {
    const { keyword: upper, keywordSpan } = readInstruction(text, BS);
    return [upper, text.slice(keywordSpan.start, keywordSpan.end)];
  };

  it("end at white space, and nothing else", () => {
    assert.deepEqual(keyword("FROM a"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("FROM\ta"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("FROM\va"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("FROM\fa"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("FROM\ra"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("FROM"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("FROM#a"), ["FROM#A", "FROM#a"]);
    assert.deepEqual(keyword("FROM=a b"), ["FROM=A", "FROM=a"]);
    assert.deepEqual(keyword("FROM\u00a0a"), ["FROM\u00a0A", "FROM\u00a0a"]);
    assert.deepEqual(keyword('"FROM" a'), ['"FROM"', '"FROM"']);
    assert.deepEqual(keyword(`FR${BS}OM a`), [`FR${BS}OM`, `FR${BS}OM`]);
    assert.deepEqual(keyword("\uFEFFFROM a"), ["\uFEFFFROM", "\uFEFFFROM"]);
    assert.deepEqual(keyword(""), ["", ""]);
  });

  it("are the same in any case", () => {
    assert.deepEqual(keyword("from a"), ["FROM", "from"]);
    assert.deepEqual(keyword("oNbUiLd RUN a"), ["ONBUILD", "oNbUiLd"]);
  });

  it("begin behind white space, which a continuation keeps", () => {
    assert.deepEqual(keyword("  FROM a"), ["FROM", "FROM"]);
    assert.deepEqual(keyword("\u00a0\u2003FROM a"), ["FROM", "FROM"]);
  });
});

describe("dockerfile: words", () => {
  const SPLIT: Record<string, string[]> = {
    "FROM a": ["a"],
    "FROM a AS b": ["a", "AS", "b"],
    "FROM\ta \t AS\v\f\rb": ["a", "AS", "b"],
    "FROM a AS b # c": ["a", "AS", "b", "#", "c"],
    "FROM a#b": ["a#b"],
    "FROM #a": ["#a"],
    "FROM a\u00a0AS\u2028b": ["a\u00a0AS\u2028b"],
    'FROM "a b"': ['"a', 'b"'],
    [`FROM a${BS} b`]: [`a${BS}`, "b"],
    "FROM ${a:-b c}": ["${a:-b", "c}"],
    "FROM a=b": ["a=b"],
    "FROM --platform=x a": ["a"],
    "FROM a --platform=x": ["a", "--platform=x"],
    "FROM -- --platform=x": ["--platform=x"],
    "FROM --x=[ a": ["a"],
    FROM: [],
    "FROM ": [],
    "FROM --platform=x": [],
    "COPY a b c": ["a", "b", "c"],
    "COPY --from=x a b": ["a", "b"],
    "COPY --from=x -- a --link": ["a", "--link"],
    "ADD --checksum=x a b": ["a", "b"],
    "COPY [a b]": ["[a", "b]"],
    "ADD ['a', 'b']": ["['a',", "'b']"],
  };
  for (const [text, expected] of Object.entries(SPLIT))
    it(`of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(words(text), expected);
    });

  it("are split as those, and stand where they stand, in a FROM that is too long for a parser", () => {
    const long = "x".repeat(20_000);
    for (const [text, expected] of Object.entries(SPLIT).filter(([from]) => /^FROM\s/.test(from))) {
      const instruction = readInstruction(`${text} ${long}`, BS);
      assert.deepEqual(
        instruction.words.map(word => word.text),
        [...expected, long],
      );
      for (const { text: word, span } of instruction.words)
        assert.equal(instruction.text.slice(span.start, span.end), word);
    }
  });

  const PAIRS: Record<string, string[]> = {
    "ARG a": ["a"],
    "ARG a=b": ["a=b"],
    "ARG a=b c d=": ["a=b", "c", "d="],
    "ARG a=\"b c\" d='e f'": ['a="b c"', "d='e f'"],
    "ARG a=\"b\"'c d'e f": ["a=\"b\"'c d'e", "f"],
    'ARG "a b"=c d': ['"a b"=c', "d"],
    [`ARG a=b${BS} c d`]: [`a=b${BS} c`, "d"],
    [`ARG a="b${BS}" c" d`]: [`a="b${BS}" c"`, "d"],
    [`ARG a='b${BS}' c`]: [`a='b${BS}'`, "c"],
    [`ARG a=b${BS}'c d`]: [`a=b${BS}'c`, "d"],
    [`ARG a=b${BS}"c d`]: [`a=b${BS}"c`, "d"],
    "ARG a=b\u00a0c\u2028d": ["a=b", "c", "d"],
    [`ARG a=b${BS}${BS} c`]: [`a=b${BS}${BS}`, "c"],
    "ARG a=${b:-c d}": ["a=${b:-c", "d}"],
    "ARG a=1 # b": ["a=1", "#", "b"],
    "ARG a = b": ["a", "=", "b"],
    "ARG =a": ["=a"],
    "ARG a=b=c": ["a=b=c"],
    "ARG a=é b=😀": ["a=é", "b=😀"],
    "ARG --x=y a": ["a"],
    ARG: [],
  };
  for (const [text, expected] of Object.entries(PAIRS))
    it(`of ${JSON.stringify(text)}`, () => {
      assert.deepEqual(words(text), expected);
    });

  it("of ARG with a backtick as escape character", () => {
    assert.deepEqual(words("ARG a=b` c d", "`"), ["a=b` c", "d"]);
    assert.deepEqual(words(`ARG a=c:${BS} d`, "`"), [`a=c:${BS}`, "d"]);
    assert.deepEqual(words("ARG a=b` c d"), ["a=b`", "c", "d"]);
  });

  it("of no instruction that takes one text", () => {
    for (const text of ["RUN a b", "CMD a b", "WORKDIR /a b", "ONBUILD RUN a", "FOO a b", "MAINTAINER a b"])
      assert.deepEqual(words(text), [], text);
  });

  it("keep out the white space at both ends of the rest", () => {
    const { text, rest } = readInstruction("COPY --link \u00a0 a\tb \u3000 ", BS);
    assert.equal(text.slice(rest.start, rest.end), "a\tb");
  });
});

describe("dockerfile: the JSON form", () => {
  const json = (text: string) => readInstruction(text, BS).json;

  it("is a whole array of strings", () => {
    assert.deepEqual(json('RUN ["a", "b c"]'), ["a", "b c"]);
    assert.deepEqual(json('COPY --from=x [ "a" ,\t"b" ] '), ["a", "b"]);
    assert.deepEqual(json('CMD ["\\"", "\\u0061"]'), ['"', "a"]);
    assert.deepEqual(json("RUN []"), []);
    for (const keyword of ["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"])
      assert.deepEqual(json(`${keyword.toLowerCase()} ["a"]`), ["a"]);
  });

  it("has no words", () => {
    assert.deepEqual(words('COPY ["a", "b"]'), []);
  });

  it("is refused where the array holds something else", () => {
    for (const array of ["[1]", "[null]", "[true]", '["a", 1.0e5]', '[["a"]]', "[{}]"])
      assert.equal(json(`RUN ${array}`), "invalid", array);
  });

  it("is none where anything else stands around it, or in it", () => {
    for (const text of [
      '["a"] x',
      'x ["a"]',
      "['a']",
      '["a",]',
      '["a"',
      "[01]",
      '{"a":1}',
      '"a"',
      '["\\x"]',
      '["a\tb"]',
    ])
      assert.equal(json(`RUN ${text}`), null, text);
  });

  it("is none of other instructions", () => {
    for (const keyword of ["FROM", "ARG", "ENV", "WORKDIR", "EXPOSE", "ONBUILD", "FOO"])
      assert.equal(json(`${keyword} ["a"]`), null, keyword);
  });
});

describe("dockerfile: what ONBUILD holds back", () => {
  it("is an instruction in the same text", () => {
    const text = "ONBUILD  COPY --from=x /a /b";
    const { trigger } = readInstruction(text, BS);
    assert.ok(trigger);
    assert.equal(trigger.text, text);
    assert.equal(trigger.keyword, "COPY");
    assert.equal(text.slice(trigger.keywordSpan.start, trigger.keywordSpan.end), "COPY");
    assert.deepEqual(
      trigger.words.map(word => text.slice(word.span.start, word.span.end)),
      ["/a", "/b"],
    );
    const [flag] = trigger.flags;
    assert.ok(flag);
    assert.equal(text.slice(flag.span.start, flag.span.end), "--from=x");
  });

  it("has mounts, a JSON form and a trigger of its own", () => {
    assert.equal(readInstruction("ONBUILD RUN --mount=from=a x", BS).trigger?.mounts.length, 1);
    assert.deepEqual(readInstruction('ONBUILD RUN ["a"]', BS).trigger?.json, ["a"]);
    assert.equal(readInstruction("ONBUILD ONBUILD RUN a", BS).trigger?.trigger?.keyword, "RUN");
  });

  it("is nothing where nothing follows, or for any other instruction", () => {
    assert.equal(readInstruction("ONBUILD", BS).trigger, null);
    assert.equal(readInstruction("ONBUILD --x ", BS).trigger, null);
    assert.equal(readInstruction("RUN COPY a b", BS).trigger, null);
  });
});
