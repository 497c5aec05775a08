import assert from "node:assert/strict";
import { createDocuments } from "../../server/src/workspace/documents";
import { TOKENS_LEGEND } from "../../server/src/features/capabilities";
import { semanticTokens } from "../../server/src/features/semanticTokens";
import type { TokenMemory } from "../../server/src/features/semanticTokens";
import { tokenEdits } from "../../server/src/features/tokenEdits";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { marked } from "../support/marked";
import { random } from "../support/random";
import { DRESSES, PLACES } from "./places";
import { readTokens } from "./tokens";
import { MACHINE } from "../support/machine";

/** The tokens of a text as `text type` or `text type modifier …`. */
function tokens(text: string, settings = DEFAULT_SETTINGS): string[] {
  const context = contextOf(text, settings);
  return readTokens(context.document, semanticTokens(context, new WeakMap())).map(token =>
    [token.text, token.type, ...token.modifiers].join(" "),
  );
}

describe("semantic tokens", () => {
  for (const [dress, wear] of Object.entries(DRESSES))
    describe(dress, () => {
      for (const { title, form, instruction } of PLACES)
        it(`see a stage and an image: ${title}`, () => {
          const inStage = form === "FROM" ? "" : "FROM busybox AS current\n";
          const text = (name: string) =>
            wear(`FROM alpine AS first\n${inStage}${instruction.replace("@", name)}\n`);
          assert.ok(tokens(text("first")).includes("first class"));
          assert.ok(tokens(text("other")).includes("other enumMember"));
        });
    });

  /** Lines with carets below them that say what stands there, all of it. */
  const FILES: Record<string, string> = {
    "a FROM": `
FROM --platform=$BUILDPLATFORM ghcr.io/a/b:1 AS build
#               ^^^^^^^^^^^^^^ variable
#                              ^^^^^^^^^^^^^ enumMember
#                                               ^^^^^ class declaration`,
    variables: `
ARG GO=1.22 SUFFIX=-\${GO} LAST
#   ^^ variable declaration
#           ^^^^^^ variable declaration
#                   ^^^^^ variable
#                         ^^^^ variable declaration
FROM golang:\${GO}$SUFFIX-x
#    ^^^^^^^ enumMember
#           ^^^^^ variable
#                ^^^^^^^ variable
#                       ^^ enumMember
FROM \${BASE:-golang}
#    ^^^^^^ variable
#          ^^^^^^^^^ enumMember
FROM scratch
#    ^^^^^^^ keyword`,
    "what is refused": `
FROM Alpine AS 1x
#    ^^^^^^ enumMember unresolved
#              ^^ class declaration unresolved
FROM $NOBODY
#    ^^^^^^^ variable unresolved
COPY --from=9 /a /b
#           ^ number unresolved
COPY --from=$X /a /b
#           ^^ variable unresolved
RUN --mount=from=A:B:C,target=/m true
#                ^^^^^ enumMember unresolved
FROM b AS after
#    ^ enumMember
#         ^^^^^ class declaration
COPY --from=after /a /b
#           ^^^^^ class unresolved
ONBUILD COPY --from=after /a /b
#                   ^^^^^ class`,
    "an index": `
FROM a
#    ^ enumMember
FROM b
#    ^ enumMember
COPY --from=0 /a /b
#           ^ number`,
    "an index that is none": `
FROM 0
#    ^ enumMember
RUN --mount=from=0 true
#                ^ enumMember`,
    "several mounts": `
FROM a AS x
#    ^ enumMember
#         ^ class declaration
FROM b
#    ^ enumMember
RUN --mount=from=x,target=/a --mount=type=cache,target=/b --mount=target=/c,from=c:1 true
#                ^ class
#                                                                                ^^^ enumMember`,
    "nothing else": `
# FROM a
ARG A
#   ^ variable declaration
FROM a
#    ^ enumMember
ARG B=$A
ENV C=$B
RUN echo $A --from=b <<EOF
FROM b AS c
EOF`,
  };
  for (const [title, file] of Object.entries(FILES))
    it(`colour ${title}`, () => {
      const { text, notes } = marked(file.slice(1) + "\n");
      assert.deepEqual(
        tokens(text),
        notes.map(({ span, text: note }) => `${text.slice(span.start, span.end)} ${note}`),
      );
    });

  it("see a named context", () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      build: { context: "", contexts: { assets: "./a" }, platforms: [] },
    };
    assert.deepEqual(tokens("FROM a\nCOPY --from=assets /a /b\n", settings), [
      "a enumMember",
      "assets namespace",
    ]);
  });

  it("end with their lines", () => {
    assert.deepEqual(tokens("FROM alp\\\n# why\nine \\\n  A\\\nS na\\\nme\n"), [
      "alp enumMember",
      "ine enumMember",
      "na class declaration",
      "me class declaration",
    ]);
    // For editors a carriage return by itself ends a line.
    assert.deepEqual(tokens('FROM a AS b\nRUN --mount="from=x\ry" true\n'), [
      "a enumMember",
      "b class declaration",
      "x enumMember unresolved",
      "y enumMember unresolved",
    ]);
  });

  it("are those that touch a range", () => {
    const text = "ARG A\nFROM a AS x\nFROM x\nCOPY --from=x /a /b\nFROM y\n";
    const context = contextOf(text);
    const inRange = (start: [number, number], end: [number, number]) =>
      readTokens(
        context.document,
        semanticTokens(context, new WeakMap(), {
          start: { line: start[0], character: start[1] },
          end: { line: end[0], character: end[1] },
        }),
      ).map(({ line, text: found }) => `${line} ${found}`);
    assert.deepEqual(inRange([0, 0], [99, 0]), ["0 A", "1 a", "1 x", "2 x", "3 x", "4 y"]);
    assert.deepEqual(inRange([1, 6], [3, 12]), ["1 x", "2 x"]);
    assert.deepEqual(inRange([3, 0], [3, 20]), ["3 x"]);
    assert.deepEqual(inRange([2, 6], [2, 6]), []);
  });

  it("of a stage follow the name of a later one that it means by its index", () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      build: { context: "", contexts: { given: "./a" }, platforms: [] },
    };
    const documents = createDocuments(() => null, MACHINE);
    const memory: TokenMemory = new WeakMap();
    const read = () => {
      const context = documents.read(URI, settings);
      assert.ok(context);
      return readTokens(context.document, semanticTokens(context, memory))[2]?.modifiers;
    };
    // What a named context takes the place of is no stage that has to come first.
    documents.open(URI, "dockerfile", 0, "FROM a AS b\nCOPY --from=1 /a /b\nFROM c AS given\nFROM d\n");
    assert.deepEqual(read(), []);
    documents.change(URI, 1, [{ text: "FROM a AS b\nCOPY --from=1 /a /b\nFROM c AS other\nFROM d\n" }]);
    assert.deepEqual(read(), ["unresolved"]);
  });

  it("have types and modifiers of the legend alone", () => {
    const { tokenTypes, tokenModifiers } = TOKENS_LEGEND;
    const data = semanticTokens(
      contextOf("ARG A\nFROM $A AS 1\nFROM scratch\nCOPY --from=0 a b\n"),
      new WeakMap(),
    );
    for (let i = 0; i < data.length; i += 5) {
      assert.ok(tokenTypes[data[i + 3] ?? -1]);
      assert.ok((data[i + 4] ?? -1) < 1 << tokenModifiers.length);
    }
  });
});

describe("edits of semantic tokens", () => {
  it("make the new tokens of the old ones, in whole tokens", () => {
    const { below } = random(11);
    const list = () => Array.from({ length: 5 * below(6) }, () => below(2));
    for (let i = 0; i < 2_000; i++) {
      const before = list();
      const after = below(3) === 0 ? [...before.slice(0, 5 * below(4)), ...list()] : list();
      const edits = tokenEdits(before, after);
      const made = [...before];
      for (const { start, deleteCount, data = [] } of edits) {
        assert.ok([start, deleteCount, data.length].every(count => count % 5 === 0));
        made.splice(start, deleteCount, ...data);
      }
      assert.deepEqual(made, after);
      assert.equal(edits.length === 0, before.join() === after.join());
    }
  });

  it("are as small as can be", () => {
    const before = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3];
    const after = [1, 1, 1, 1, 1, 2, 2, 9, 2, 2, 3, 3, 3, 3, 3];
    assert.deepEqual(tokenEdits(before, after), [{ start: 5, deleteCount: 5, data: [2, 2, 9, 2, 2] }]);
    assert.deepEqual(tokenEdits(before, before.slice(0, 10)), [{ start: 10, deleteCount: 5, data: [] }]);
  });
});
