import assert from "node:assert/strict";
import { definition, implementation, typeDefinition } from "../../server/src/features/definition";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { cursor } from "../support/marked";
import { DRESSES, PLACES, spellingsOf } from "./places";

/** What the cursor's link goes from and to, as texts of the document; null where there is none. */
function linkTexts(marked: string): { from: string; to: string; line: number } | null {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const links = definition(context, context.document.positionAt(offset));
  assert.ok(links.length <= 1);
  const [link] = links;
  if (!link?.originSelectionRange) return null;
  return {
    from: context.document.getText(link.originSelectionRange),
    to: context.document.getText(link.targetSelectionRange),
    line: link.targetSelectionRange.start.line,
  };
}

/** The lines, from 0, that a feature leads to from the cursor, and the text that it leads from. */
function linesOf(feature: typeof definition, markedText: string): string {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text);
  const links = feature(context, context.document.positionAt(offset));
  const [from] = links.map(link => link.originSelectionRange);
  for (const { targetUri, targetRange, targetSelectionRange } of links) {
    assert.equal(targetUri, URI);
    assert.deepEqual(targetRange.start, { line: targetSelectionRange.start.line, character: 0 });
  }
  const lines = links.map(link => link.targetSelectionRange.start.line).join(" ");
  return from ? `${context.document.getText(from)}: ${lines}` : lines;
}

describe("definition of a stage", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const { title, form, instruction } of PLACES) {
        for (const spelling of spellingsOf(form))
          it(`${title}: ${spelling}`, () => {
            const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
            const text = wear(`FROM alpine AS First\n${inStage}${instruction.replace("@", spelling)}\n`);
            const link = linkTexts(text);
            assert.equal(link?.from, spelling.replace("<|>", ""));
            assert.equal(link.to, "First");
          });
      }
    });

  const indexes: Record<string, string> = {
    COPY: "COPY --link --from=<|>0 /a /b",
    "COPY with a sign": "COPY --from=+<|>0 /a /b",
    "COPY with zeros": "COPY --from=0<|>0 /a /b",
    "ONBUILD COPY": "ONBUILD COPY --from=<|>0 /a /b",
  };
  for (const [title, line] of Object.entries(indexes))
    it(`goes from an index: ${title}`, () => {
      assert.equal(linkTexts(`FROM alpine AS zero\nFROM busybox\n${line}\n`)?.to, "zero");
    });

  it("goes to the FROM of a stage without a name", () => {
    assert.equal(linkTexts("FROM alpine\nFROM busybox\nCOPY --from=<|>0 /a /b\n")?.to, "FROM alpine");
  });

  it("fills in variables of a base", () => {
    const link = linkTexts("ARG KIND=prod\nFROM a AS build-prod\nFROM build-$<|>{KIND}\n");
    assert.deepEqual(link, { from: "build-${KIND}", to: "build-prod", line: 1 });
  });

  it("goes, for a name that is used twice, where the builder goes", () => {
    const twice = "FROM a AS twice\nFROM b AS twice\n";
    assert.equal(
      linkTexts(`${twice}FROM twi<|>ce\nFROM c AS twice\n`)?.line,
      1,
      "FROM: the nearest before it",
    );
    assert.equal(
      linkTexts(`${twice}FROM d\nCOPY --from=twi<|>ce /a /b\nFROM c AS twice\n`)?.line,
      4,
      "COPY: the last of the file",
    );
  });

  it("answers a stage's own name with itself", () => {
    assert.deepEqual(linkTexts("FROM alpine AS fi<|>rst\n"), { from: "first", to: "first", line: 0 });
  });

  const nothing: Record<string, string> = {
    "an image": "FROM alp<|>ine AS a\n",
    "an image with a tag that begins like a stage": "FROM alpine AS build\nFROM buil<|>d:1.0\n",
    "a base in upper case, which is no stage for the builder": "FROM alpine AS base\nFROM Ba<|>se\n",
    "a later stage in FROM": "FROM late<|>r\nFROM alpine AS later\n",
    "an index in FROM": "FROM alpine AS a\nFROM <|>0\n",
    "an index in a mount": "FROM alpine AS a\nFROM b\nRUN --mount=from=<|>0,target=/m true\n",
    "an index beyond the file": "FROM alpine AS a\nCOPY --from=<|>7 /a /b\n",
    "a stage's label": "FROM alpine\nFROM b\nCOPY --from=stage-<|>0 /a /b\n",
    scratch: "FROM scr<|>atch\n",
    "a variable": "FROM alpine AS a\nFROM b\nCOPY --from=$<|>X /a /b\n",
    "a word of a heredoc": "FROM alpine AS a\nFROM b\nRUN <<EOF\nFROM <|>a\nEOF\n",
    "a comment": "FROM alpine AS a\n# FROM <|>a\n",
    "the keyword": "FR<|>OM alpine AS a\n",
  };
  for (const [title, marked] of Object.entries(nothing))
    it(`is nothing on ${title}`, () => {
      assert.equal(linkTexts(marked), null);
    });
});

describe("definition of an argument", () => {
  const defined: Record<string, string> = {
    "ARG A=1\nFROM x:$<|>A\n": "A: 0",
    "ARG A=1\nFROM --platform=${A<|>} x\n": "A: 0",
    "ARG A=1\nARG B=$<|>A\n": "A: 0",
    "ARG A=1\nARG A=2\nFROM x:${A<|>:-y}\nARG A=3\n": "A: 1",
    "ARG A=1\nARG A=$A<|>2\nFROM x\n": "",
    "ARG A=1\nARG A=${<|>A}2\nFROM x\n": "A: 0",
    "ARG A=1 <|>A=$A\nFROM x\n": "A: 0",
    "ARG A=1\nFROM x\nARG A<|>\n": "A: 0",
    "ARG A=1\nFROM x\nONBUILD ARG <|>A\n": "A: 0",
    "ARG A=1\nFROM x\nARG <|>A=2\n": "A: 2",
    "ARG A=1\nFROM x\nRUN $<|>A\n": "",
    "FROM --platform=$BUILD<|>PLATFORM x\n": "",
    "FROM x:$<|>A\nARG A=1\n": "",
  };
  for (const [marked, expected] of Object.entries(defined))
    it(JSON.stringify(marked), () => {
      assert.equal(linesOf(definition, marked), expected);
    });

  it("is the stage where the cursor is beside the variable's name", () => {
    const file = "ARG KIND=prod\nFROM a AS build-prod\nFROM build-${KIND}\n";
    assert.equal(linesOf(definition, file.replace("build-$", "bui<|>ld-$")), "build-${KIND}: 1");
    assert.equal(linesOf(definition, file.replace("${KIND", "${KI<|>ND")), "KIND: 0");
  });
});

const CHAIN = `FROM alpine AS a
FROM a AS b
FROM b
FROM scratch AS other
COPY --from=b /x /y
FROM b AS c
COPY --from=0 /x /y
`;

describe("type definition of a stage: its base", () => {
  const based: Record<string, [cut: string, expected: string]> = {
    "from its name": ["AS b|", "b: 0"],
    "from a base, of the stage that is meant": ["FROM b| AS", "b: 0"],
    "from its keyword": ["FRO|M a AS b", "FROM: 0"],
    "from the keyword of a stage without a name": ["|FROM b\n", "FROM: 1"],
    "from a reference": ["=b|", "b: 0"],
    "not to an image": ["AS a|", ""],
    "not to an image, from an index": ["=0|", ""],
    "not from an image": ["alp|ine", ""],
    "not from scratch": ["scr|atch", ""],
    "not from another word of the line": ["FROM alpine A|S", ""],
  };
  for (const [title, [cut, expected]] of Object.entries(based))
    it(title, () => {
      assert.equal(
        linesOf(typeDefinition, CHAIN.replace(cut.replace("|", ""), cut.replace("|", "<|>"))),
        expected,
      );
    });

  it("is none where a context takes the place of the stage", () => {
    const settings = { ...DEFAULT_SETTINGS, build: { context: "", contexts: { b: "." }, platforms: [] } };
    const context = contextOf("FROM x AS a\nFROM a AS b\n", settings);
    assert.deepEqual(typeDefinition(context, { line: 1, character: 10 }), []);
    assert.deepEqual(implementation(context, { line: 0, character: 10 }), []);
  });
});

describe("implementation of a stage: what is based on it", () => {
  const based: Record<string, [cut: string, expected: string]> = {
    "directly and through others": ["AS a|", "a: 1 2 5"],
    "from a reference": ["=b|", "b: 2 5"],
    "from an index": ["=0|", "0: 1 2 5"],
    "from its keyword": ["FRO|M a AS b", "FROM: 2 5"],
    "not where it is copied from alone": ["AS other|", ""],
    "not of an image": ["alp|ine", ""],
  };
  for (const [title, [cut, expected]] of Object.entries(based))
    it(title, () => {
      assert.equal(
        linesOf(implementation, CHAIN.replace(cut.replace("|", ""), cut.replace("|", "<|>"))),
        expected,
      );
    });
});
