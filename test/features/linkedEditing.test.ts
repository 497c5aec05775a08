import assert from "node:assert/strict";
import { linkedEditing } from "../../server/src/features/linkedEditing";
import { contextOf } from "../support/feature";
import { cursor } from "../support/marked";

/** `line:character` of each range that is linked at the cursor, and the pattern of its words; null where there is none. */
function linked(markedText: string): { at: string; pattern: RegExp } | null {
  const { text, offset } = cursor(markedText);
  const context = contextOf(text);
  const answer = linkedEditing(context, context.document.positionAt(offset));
  if (!answer) return null;
  assert.equal(new Set(answer.ranges.map(range => context.document.getText(range))).size, 1);
  const at = answer.ranges.map(({ start }) => `${start.line}:${start.character}`).join(" ");
  return { at, pattern: new RegExp(`^(?:${answer.wordPattern ?? ""})$`) };
}

describe("linked editing", () => {
  it("holds a name, its description and its references together", () => {
    const file =
      '# x is it\nFROM a AS x<|>\nFROM "x" AS y\nCOPY --link --from=x /a /b\nCOPY --from=0 /a /b\nONBUILD RUN --mount=from=x z\n';
    const found = linked(file);
    assert.equal(found?.at, "0:2 1:10 2:6 3:19 5:25");
    for (const name of ["build", "a-b_c.9"]) assert.match(name, found.pattern);
    for (const name of ["", "Build", "9a", "a b", "a/b"]) assert.doesNotMatch(name, found.pattern);
  });

  it("keeps upper case where all is written in it", () => {
    const found = linked("FROM a AS Bu<|>ild\nFROM b\nCOPY --from=Build /a /b\n");
    assert.equal(found?.at, "0:10 2:12");
    assert.match("Build2", found.pattern);
  });

  const nothing: Record<string, string> = {
    "on a reference, which is typed over to name another stage": "FROM a AS x\nFROM <|>x\n",
    "where nothing follows": "FROM a AS <|>x\nFROM b\n",
    "where nothing but an index follows": "FROM a AS <|>x\nFROM b\nCOPY --from=0 /a /b\n",
    "where a reference is in another case": "FROM a AS <|>x\nFROM b\nCOPY --from=X /a /b\n",
    "where the name is in another case": "FROM a AS <|>X\nFROM b\nCOPY --from=x /a /b\n",
    "where the description is in another case": "# x it\nFROM a AS <|>X\nFROM b\nCOPY --from=X /a /b\n",
    "where a reference stands on two lines": "FROM a AS <|>xy\nFROM b\nCOPY --from=x\\\ny /a /b\n",
    "where a base comes to it": "ARG A=x\nFROM a AS <|>x\nFROM $A\nFROM x\n",
    "where a base may come to it": "FROM a AS <|>x-1\nFROM x-$A\nFROM x-1\n",
    "on a name that the builder refuses": "FROM a AS <|>2x\nFROM 2x\n",
    "on an argument": "ARG <|>A=1\nFROM x:$A\n",
    "on an index": "FROM a AS x\nFROM b\nCOPY --from=<|>0 /a /b\n",
    "on an image": "FROM a<|> AS x\nFROM x\n",
  };
  for (const [title, file] of Object.entries(nothing))
    it(`is not offered ${title}`, () => {
      assert.equal(linked(file), null);
    });
});
