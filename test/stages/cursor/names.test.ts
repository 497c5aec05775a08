import assert from "node:assert/strict";
import { nameSpan, stageSpan } from "../../../server/src/stages/model/stagePlaces";
import { builderName, contextNameError } from "../../../server/src/stages/model/stageName";
import { marked } from "../../support/marked";
import { names, read } from "../read";

describe("stages: names", () => {
  it("are what follows AS, in lower case", () => {
    assert.deepEqual(names("FROM a AS b\nFROM a as B\nFROM a As bUiLd\nFROM a aS b-1_2.3\n"), [
      "b",
      "b",
      "build",
      "b-1_2.3",
    ]);
  });

  it("are missing where nothing follows, or what follows is no AS", () => {
    assert.deepEqual(names("FROM a\nFROM a AS\nFROM a b\nFROM a IS b\nFROM AS b\n"), ["", "", "", "", ""]);
  });

  it("begin with a letter, and go on with letters, digits, hyphens, underscores and dots", () => {
    for (const name of [
      "a",
      "A",
      "z9",
      "a-",
      "a_",
      "a.",
      "a..b",
      "a-_.b",
      "scratch",
      "context",
      "from",
      "stage-0",
    ])
      assert.equal(builderName(name), name.toLowerCase(), name);
    for (const name of [
      "",
      "1",
      "1a",
      "-a",
      "_a",
      ".a",
      "a/b",
      "a:b",
      "a@b",
      "a+b",
      "$a",
      '"a"',
      "'a'",
      "é",
      "aé",
      "a b",
    ])
      assert.equal(builderName(name), null, name);
  });

  it("are refused as names of contexts where they are no component of a reference", () => {
    const fine = [
      "a",
      "a-b",
      "a--b",
      "a---b",
      "a_b",
      "a__b",
      "a.b",
      "a-b.c_d",
      "f".repeat(63),
      "f".repeat(65),
      "scratch",
      "context",
    ];
    for (const name of fine) assert.equal(contextNameError(name), null, name);
    for (const name of ["a-", "a_", "a.", "a..b", "a.-b", "a-.b", "a._b", "a_.b", "a-_b", "a_-b", "a___b"])
      assert.equal(contextNameError(name), "invalid reference format", name);
    const hexadecimal = "f".repeat(64);
    assert.equal(
      contextNameError(hexadecimal),
      `invalid repository name (${hexadecimal}), cannot specify 64-byte hexadecimal strings`,
    );
  });

  it("have 247 characters at most, because `library/` stands before them", () => {
    for (const length of [237, 238, 246, 247])
      assert.equal(contextNameError("a".repeat(length)), null, String(length));
    for (const length of [248, 255, 300])
      assert.equal(
        contextNameError("a".repeat(length)),
        "repository name must not be more than 255 characters",
      );
  });

  it("are shown as written, unnamed stages by their index", () => {
    const display = read("FROM a AS Build\nFROM a\nFROM a AS 1x\n").stages.map(
      ({ displayName }) => displayName,
    );
    assert.deepEqual(display, ["Build", "stage-1", "1x"]);
  });

  it("have places, those that the builder refuses too", () => {
    const { text, spans } = marked(
      "FROM a AS «0:build»\nFROM a \\\n# c\n  AS «1:B\\\nC»\nFROM a AS «2:1x»\nFROM a\n",
    );
    const found = read(text).stages.map(nameSpan);
    assert.deepEqual(found, [spans.get("0"), spans.get("1"), spans.get("2"), null]);
  });

  it("mean the last stage that has them", () => {
    assert.deepEqual(
      [...read("FROM a AS b\nFROM a AS c\nFROM a AS B\nFROM a\n").names],
      [
        ["b", 2],
        ["c", 1],
      ],
    );
  });
});

describe("stages: extent", () => {
  it("goes from the FROM to the end of the last instruction", () => {
    const { text, spans } = marked(
      "# c\nARG a\n«0:FROM a\nRUN b\n# c\nRUN <<E\nFROM x\nE»\n\n# d\n«1:FROM b \\\n  AS c»\n«2:from d»\n",
    );
    const { stages, preamble } = read(text);
    assert.deepEqual(
      stages.map(stageSpan),
      ["0", "1", "2"].map(index => spans.get(index)),
    );
    assert.deepEqual(
      stages.map(({ body }) => body.length),
      [2, 0, 0],
    );
    assert.equal(preamble.length, 1);
  });

  it("is nothing without a FROM", () => {
    assert.deepEqual(read("").stages, []);
    assert.deepEqual(read("ARG a\nRUN b\n").stages, []);
  });
});

describe("stages: descriptions", () => {
  const description = (text: string) => read(text).stages.at(-1)?.description;

  it("are the text of a comment that begins with the name", () => {
    assert.equal(description("# build compiles it\nFROM a AS build\n"), "compiles it");
    assert.equal(description("#build compiles it\nFROM a AS BUILD\n"), "compiles it");
    assert.equal(
      description("# other\n# build  compiles it\n# build again\nFROM a AS build\n"),
      "compiles it",
    );
    assert.equal(description("# build compiles it\n\n# other\nFROM a AS build\n"), "compiles it");
  });

  it("are missing where no comment does", () => {
    for (const comment of [
      "# Build it",
      "# builder it",
      "# build",
      "# build:it",
      "# build\tit",
      " # build it",
      "# build it\n#",
    ])
      assert.equal(description(`${comment}\nFROM a AS build\n`), null, comment);
  });

  it("are missing for stages without a name", () => {
    assert.equal(description("# it\nFROM a\n"), null);
    assert.equal(description("#  it\nFROM a\n"), null);
    assert.equal(description("# 1x it\nFROM a AS 1x\n"), null);
  });

  it("are those of the comments directly above, not of an instruction before", () => {
    assert.equal(description("# b it\nARG x\nFROM a AS b\n"), null);
    assert.equal(description("# syntax=a\n# b it\nFROM a AS b\n"), "it");
  });
});
