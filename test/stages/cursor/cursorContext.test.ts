import assert from "node:assert/strict";
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import { nameSlotAt, stagesNameableAt } from "../../../server/src/stages/cursor/cursorContext";
import { referenceAt, symbolAt, targetAt } from "../../../server/src/stages/cursor/symbols";
import { cursor } from "../../support/marked";
import { read, readAnalysis } from "../read";

/** The form of the place at the cursor, with the text of its token; null where no stage can be named. */
function placeAt(withCursor: string): string | null {
  const { text, offset } = cursor(withCursor);
  const place = nameSlotAt(read(text), offset);
  if (!place) return null;
  const { start, end } = toDocument(place.line, place.token);
  return `${place.onbuild ? "ONBUILD " : ""}${place.form} ${JSON.stringify(text.slice(start, end))}`;
}

/** The stages that the cursor's place offers, by name, newest first. */
function offered(withCursor: string): string[] {
  const { text, offset } = cursor(withCursor);
  const model = read(text);
  const place = nameSlotAt(model, offset);
  assert.ok(place);
  return stagesNameableAt(model, place).map(({ index, name }) => `${index} ${name}`);
}

const PLACES: Record<string, string | null> = {
  // The base.
  "FROM <|>": 'FROM ""',
  "FROM  <|> ": 'FROM ""',
  "FROM <|>a": 'FROM "a"',
  "FROM a<|>b AS c": 'FROM "ab"',
  "FROM a<|> AS b": 'FROM "a"',
  "FROM --platform=x <|>": 'FROM ""',
  "FROM --platform=x a<|>": 'FROM "a"',
  "FROM \\\n  <|>a": 'FROM "a"',
  "FROM \\\n# c\n  a<|>": 'FROM "a"',
  "FROM a AS b<|>": null,
  "FROM a <|>AS b": null,
  "FROM a <|>": null,
  "FROM<|>": null,
  "FR<|>OM a": null,
  "FROM --plat<|>form=x a": null,
  "FROM \\\n# c<|>\n  a": null,
  // COPY.
  "FROM x\nCOPY --from=<|>": 'COPY ""',
  "FROM x\nCOPY --from=<|> y z": 'COPY ""',
  "FROM x\nCOPY --from=a<|>b y z": 'COPY "ab"',
  "FROM x\nCOPY --from=<|>ab y z": 'COPY "ab"',
  "FROM x\nCOPY --link --from=ab<|> --chown=1 y z": 'COPY "ab"',
  'FROM x\nCOPY --from="a<|>b" y z': 'COPY "ab"',
  "FROM x\nCOPY \\\n  --from=\\\na<|>b \\\n y z": 'COPY "ab"',
  "FROM x\nCOPY --fr<|>om=ab y z": null,
  "FROM x\nCOPY --from<|>=ab y z": null,
  "FROM x\nCOPY --from<|> y z": null,
  "FROM x\nCOPY --from=ab <|>y z": null,
  "FROM x\nCOPY --chown=<|>1 y z": null,
  "FROM x\nCOPY y --from=<|>": null,
  "FROM x\nADD --from=<|> y z": null,
  // Mounts.
  "FROM x\nRUN --mount=from=<|>": 'MOUNT ""',
  "FROM x\nRUN --mount=type=bind,from=a<|>b,ro y": 'MOUNT "ab"',
  "FROM x\nRUN --mount=type=bind --mount=FROM=<|>ab y": 'MOUNT "ab"',
  "FROM x\nRUN --mount='\"from=a<|>b\",ro' y": 'MOUNT "ab"',
  "FROM x\nRUN --mount=from=ab,<|>ro y": null,
  "FROM x\nRUN --mount=fr<|>om=ab y": null,
  "FROM x\nRUN --mount=source=<|> y": null,
  "FROM x\nRUN y --mount=from=<|>": null,
  "FROM x\nRUN <<E\nCOPY --from=<|>a\nE": null,
  // ONBUILD.
  "FROM x\nONBUILD COPY --from=<|>a y z": 'ONBUILD COPY "a"',
  "FROM x\nONBUILD RUN --mount=type=bind,from=<|> y": 'ONBUILD MOUNT ""',
  "FROM x\nONBUILD FROM <|>": null,
  "FROM x\nONBUILD ONBUILD COPY --from=<|>": null,
  // Elsewhere.
  "<|>": null,
  "# <|>\nFROM a": null,
  "FROM a\n<|>": null,
  "ARG a=<|>\nFROM a": null,
  "COPY --from=<|> y z\nFROM a": null,
};

describe("stages: the place of a cursor", () => {
  for (const [withCursor, expected] of Object.entries(PLACES))
    it(JSON.stringify(withCursor), () => {
      assert.equal(placeAt(withCursor), expected);
    });

  const FILE = "FROM x AS a\nFROM x AS b\nFROM x AS a\nFROM x\n";

  it("offers the stages before it, the newest first", () => {
    assert.deepEqual(offered(`${FILE}FROM <|>`), ["2 a", "1 b"]);
    assert.deepEqual(offered(`${FILE}COPY --from=<|> y z`), ["2 a", "1 b"]);
    assert.deepEqual(offered(`${FILE}RUN --mount=from=<|> y`), ["2 a", "1 b"]);
    assert.deepEqual(offered("FROM <|>\nFROM x AS a\n"), []);
    assert.deepEqual(offered("FROM x AS a\nCOPY --from=<|> y z\n"), []);
  });

  it("offers a name that is used twice where it means a stage before", () => {
    assert.deepEqual(offered("FROM x AS a\nFROM <|>\nFROM x AS a\n"), ["0 a"]);
    assert.deepEqual(offered("FROM x AS a\nFROM x\nCOPY --from=<|> y z\nFROM x AS a\n"), []);
  });

  it("offers no stage whose name the builder refuses", () => {
    assert.deepEqual(offered("FROM x AS 1a\nFROM x AS $b\nFROM x AS c\nFROM <|>"), ["2 c"]);
  });

  it("offers to ONBUILD what stands before its consumer", () => {
    const file =
      "FROM x AS a\nFROM x AS p\nONBUILD COPY --from=<|> y z\nFROM x AS b\nFROM p AS c\nFROM x AS d\n";
    assert.deepEqual(offered(file), ["2 b", "1 p", "0 a"]);
  });
});

describe("stages: what stands at a cursor", () => {
  it("is a reference, from the beginning of its token to the end", () => {
    const at = (withCursor: string) => {
      const { text, offset } = cursor(withCursor);
      return referenceAt(readAnalysis(text), offset)?.text;
    };
    assert.equal(at("FROM <|>ab"), "ab");
    assert.equal(at("FROM ab<|>\n"), "ab");
    assert.equal(at("FROM <|>$X"), "");
    assert.equal(at("ARG X=1\nFROM a<|>$X"), "a1");
    assert.equal(at("FROM a\nRUN --mount=from=b,ro --mount=from=<|>c x"), "c");
    assert.equal(at("FROM a\nONBUILD COPY --from=b<|> x y"), "b");
    assert.equal(at("FROM a <|>AS b"), undefined);
    assert.equal(at("FROM a\nCOPY --from<|>=b x y"), undefined);
    assert.equal(at("FROM <|>"), undefined);
  });

  it("is a stage's own name", () => {
    const at = (withCursor: string) => {
      const { text, offset } = cursor(withCursor);
      const found = symbolAt(readAnalysis(text), offset);
      return found?.isDeclaration && found.symbol.kind === "stage" ? found.symbol.stage.index : undefined;
    };
    assert.equal(at("FROM a AS <|>b\n"), 0);
    assert.equal(at("FROM a\nFROM a AS b<|>\n"), 1);
    assert.equal(at("FROM a AS <|>1x\n"), 0);
    assert.equal(at("FROM a<|> AS b\n"), undefined);
    assert.equal(at("FROM a AS b\nRUN <|>b\n"), undefined);
    assert.equal(at("<|>FROM a\n"), undefined);
  });

  it("is what holds a name, where it is not the name itself", () => {
    const at = (withCursor: string) => {
      const { text, offset } = cursor(withCursor);
      const target = targetAt(readAnalysis(text), offset);
      if (!target) return undefined;
      const { start, end } = toDocument(target.line, target.touched);
      return `${text.slice(start, end)}: ${target.symbol?.kind ?? "none"}`;
    };
    assert.equal(at("FR<|>OM a AS b\n"), "FROM: stage");
    assert.equal(at("FROM a AS b\nFROM x\nCOPY --fr<|>om=b x y\n"), "--from=b: stage");
    assert.equal(at("FROM a AS b\nFROM x\nRUN --mount=fr<|>om=b,ro x\n"), "from=b: stage");
    assert.equal(at("FROM a\nCOPY --from=al<|>pine x y\n"), "alpine: none");
    assert.equal(at("ARG X=1\nFROM a:$X<|>\n"), "X: variable");
    assert.equal(at("ARG X=1\nFROM a\nARG <|>X\n"), "X: stageVariable");
    assert.equal(at("FROM a\nENV X=1\nUSER a<|>${X}\n"), "${X}: stageVariable");
    assert.equal(at("FROM a\nENV X=1\nUSER $X<|>\n"), "$X: stageVariable");
    assert.equal(at("FROM a\nC<|>OPY --from=b x y\n"), undefined);
    assert.equal(at("FROM a A<|>S b\n"), undefined);
  });
});
