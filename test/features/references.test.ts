import assert from "node:assert/strict";
import { documentHighlights } from "../../server/src/features/highlight";
import { references } from "../../server/src/features/references";
import type { FeatureContext } from "../../server/src/features/context";
import { URI, contextOf } from "../support/feature";
import { cursor } from "../support/marked";

/** `line:character text` of each reference at the cursor. */
function found(markedText: string, withDeclaration: boolean): string[] {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text);
  return references(context, context.document.positionAt(offset), withDeclaration).map(({ uri, range }) => {
    assert.equal(uri, URI);
    return placeOf(context, range);
  });
}

/** The same of what is marked, with `=` before what gives the name; null where nothing is. */
function highlighted(markedText: string): string[] | null {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text);
  const marks = documentHighlights(context, context.document.positionAt(offset));
  return marks?.map(({ range, kind }) => `${kind === 3 ? "=" : ""}${placeOf(context, range)}`) ?? null;
}

function placeOf(
  { document }: FeatureContext,
  range: Parameters<FeatureContext["document"]["getText"]>[0] & {
    start: { line: number; character: number };
  },
): string {
  return `${range.start.line}:${range.start.character} ${document.getText(range)}`;
}

const ARGUMENTS = `ARG A=1
ARG B=\${A}2 A=3
FROM --platform=$A x:$B AS A
ARG A
ARG B=4
RUN echo $A
FROM y:"\${A:-$B}"
ONBUILD ARG A
COPY --from=A /a /b
`;
const OF_A = ["0:4 A", "1:12 A", "1:8 A", "2:17 A", "3:4 A", "6:10 A", "7:12 A"];

describe("references", () => {
  it("of a stage without a name are told from an index, with its FROM where that is wanted", () => {
    const file = "FROM x\nFROM y\nCOPY --from=<|>0 /a /b\nONBUILD COPY --from=+0 /a /b\n";
    assert.deepEqual(found(file, false), ["2:12 0", "3:20 +0"]);
    assert.deepEqual(found(file, true), ["0:0 FROM", "2:12 0", "3:20 +0"]);
    assert.deepEqual(highlighted(file), ["2:12 0", "3:20 +0"]);
  });

  it("of a stage that shares its name are those that mean it", () => {
    const file = (cut: string) =>
      "FROM x AS s\nFROM s\nFROM y AS s\nFROM s\nCOPY --from=s /a /b\n".replace(
        cut.replace("|", ""),
        cut.replace("|", "<|>"),
      );
    assert.deepEqual(found(file("x AS |s"), true), ["0:10 s", "1:5 s"]);
    assert.deepEqual(found(file("from=|s"), true), ["2:10 s", "3:5 s", "4:12 s"]);
  });

  it("of an argument are its uses before the first stage and in every FROM, and where stages take it over", () => {
    const at = (place: string) => {
      const [line = 0, character = 0] = place.split(/[: ]/).map(Number);
      const lines = ARGUMENTS.split("\n");
      const text = lines[line] ?? "";
      lines[line] = `${text.slice(0, character)}<|>${text.slice(character)}`;
      return lines.join("\n");
    };
    // Where a stage takes it over, what the stage does with it is said as well.
    const withStage = { "3:4 A": ["5:10 A"], "7:12 A": [] };
    for (const [place, more] of Object.entries(withStage))
      assert.deepEqual(found(at(place), true).toSorted(), [...OF_A, ...more].toSorted(), place);
    for (const place of OF_A.filter(other => !(other in withStage))) {
      assert.deepEqual(found(at(place), true), OF_A, place);
      assert.deepEqual(found(at(place), false), OF_A.slice(2), place);
      assert.deepEqual(
        highlighted(at(place)),
        OF_A.map((other, i) => (i < 2 ? `=${other}` : other)),
        place,
      );
    }
    assert.deepEqual(found(at("2:27 A"), true), ["2:27 A", "8:12 A"], "the stage of the same name");
    assert.deepEqual(found(at("5:11 A"), true), ["3:4 A", "5:10 A"], "the variable of a stage");
  });

  it("of an argument that the builder gives are its uses alone", () => {
    assert.deepEqual(found("FROM --platform=$TARGET<|>ARCH x\nARG TARGETARCH\n", true), [
      "0:17 TARGETARCH",
      "1:4 TARGETARCH",
    ]);
  });

  const nothing: Record<string, string> = {
    "the FROM of a stage without a name": "FR<|>OM x\nCOPY --from=0 /a /b\n",
    "an image": "FROM x<|> AS a\nFROM x\n",
    "an index beyond the file": "FROM x\nCOPY --from=<|>5 /a /b\n",
    "an argument that no name yet": "ARG <|>=1\nFROM x\n",
    "the line above a name that begins behind a line end": "FROM x AS a\nFROM <|>\\\na\n",
  };
  for (const [title, file] of Object.entries(nothing))
    it(`are none on ${title}`, () => {
      assert.deepEqual(found(file, true), []);
      assert.equal(highlighted(file), null);
    });
});
