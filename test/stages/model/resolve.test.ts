import assert from "node:assert/strict";
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import { marked } from "../../support/marked";
import { bases, read, references } from "../read";
import { FORMS, REFERENCE_FILES, expectedMeaning, referenceFile } from "./referenceFiles";

describe("stages: what a reference means", () => {
  for (const form of FORMS)
    it(`as ${form}: written, defined and replaced in every way`, () => {
      for (const file of REFERENCE_FILES.filter(candidate => candidate.form === form)) {
        const { text, contexts } = referenceFile(file);
        const meant = form === "FROM" ? bases(text, { contexts })[2] : references(text, { contexts })[0];
        assert.equal(meant, expectedMeaning(file), `${text} with contexts ${contexts.join()}`);
      }
    });

  const THREE = "FROM scratch AS a\nFROM scratch\nFROM scratch AS c\n";

  it("as the index of a stage, in COPY alone", () => {
    const copied = (value: string) => references(`${THREE}COPY --from=${value} x y\n`)[0];
    for (const [value, meant] of Object.entries({
      "0": "0",
      "1": "1",
      "2": "2",
      "00": "0",
      "+1": "1",
      "-0": "0",
      "3": "nothing, but index 3",
      "-1": "nothing, but index -1",
      "9223372036854775808": "image",
      "-9223372036854775809": "image, but invalid reference format",
      "0x0": "image",
      "1_0": "image",
      "1.0": "image",
      "1e0": "image",
      "０": "image, but invalid reference format",
    }))
      assert.equal(copied(value), meant, value);
    assert.equal(references(`${THREE}RUN --mount=from=0 x\n`)[0], "image");
    assert.equal(references(`${THREE}RUN --mount=from=-1 x\n`)[0], "image, but invalid reference format");
    assert.equal(bases(`${THREE}FROM 0\n`)[3], "image");
  });

  it("as the label of an unnamed stage: nothing but an image", () => {
    assert.equal(references(`${THREE}COPY --from=stage-1 x y\n`)[0], "image");
    assert.equal(references(`${THREE}RUN --mount=from=stage-1 x\n`)[0], "image");
    assert.equal(bases(`${THREE}FROM stage-1\n`)[3], "image");
  });

  it("as scratch: the empty base, in exactly this writing", () => {
    assert.deepEqual(bases("FROM scratch\nFROM 'scratch'\nFROM scratch:latest\n"), [
      "scratch",
      "scratch",
      "image",
    ]);
    assert.deepEqual(references("FROM a\nCOPY --from=scratch x y\nRUN --mount=from=scratch x\n"), [
      "scratch",
      "scratch",
    ]);
    const refused =
      "image, but invalid reference format: repository name (library/SCRATCH) must be lowercase";
    assert.deepEqual(bases("FROM SCRATCH\n"), [refused]);
    assert.deepEqual(references("FROM a\nCOPY --from=SCRATCH x y\nRUN --mount=from=SCRATCH x\n"), [
      refused,
      refused,
    ]);
  });

  it("as scratch where a stage has that name: the stage", () => {
    const text =
      "FROM scratch AS scratch\nFROM scratch\nCOPY --from=scratch x y\nRUN --mount=from=SCRATCH x\n";
    assert.deepEqual(bases(text), ["scratch", "0"]);
    assert.deepEqual(references(text), ["0", "0"]);
  });

  it("as no name at all: the build context, which is no reference", () => {
    assert.deepEqual(
      references('FROM a\nCOPY --from= x y\nCOPY --from="" x y\nCOPY --from x y\nRUN --mount=from= x\n'),
      [],
    );
  });

  it("with a variable: nothing", () => {
    const copied = (value: string) => references(`FROM scratch AS a\nFROM a\nCOPY --from=${value} x y\n`)[0];
    for (const value of ["$X", "${X}", "${X:-a}", "a$X", '"$X"', "\\\\a", "\\'a\\'", '\\"a\\"', "a\\\\b"])
      assert.match(copied(value) ?? "", /^nothing, but (variable|unexpected end .*)$/, value);
    assert.equal(copied("$"), "image, but invalid reference format");
    assert.equal(copied("a$"), "image, but invalid reference format");
    assert.equal(copied("${X:?no}"), "nothing, but X: no");
    const mounted = (value: string) =>
      references(`FROM scratch AS a\nFROM a\nRUN --mount=from=${value} x\n`)[0];
    for (const value of ["$X", "${X}", "a$X", "$$"])
      assert.equal(mounted(value), "nothing, but variable", value);
    for (const value of ["$", "a$", "\\'a\\'"])
      assert.equal(mounted(value), "image, but invalid reference format", value);
  });

  it("with quotes and escapes of a flag: what is left without them", () => {
    const copied = (flag: string) => references(`FROM scratch AS abc\nFROM a\nCOPY ${flag} x y\n`)[0];
    for (const flag of [
      '--from="abc"',
      "--from='abc'",
      "--from=a'b'c",
      "--from=\\abc",
      '--"from"=abc',
      "--fr\\om=ABC",
    ])
      assert.equal(copied(flag), "0", flag);
    assert.equal(copied('--from="a b"'), "image, but invalid reference format");
  });

  it("beside every other flag, and in other flags not", () => {
    assert.deepEqual(
      references(
        "FROM scratch AS a\nCOPY --link --from=a --chown=1 x y\nCOPY x --from=a y\nADD --from=a x y\n",
      ),
      ["0"],
    );
    assert.deepEqual(
      references("FROM scratch AS a\nCOPY --FROM=a x y\nCOPY -- --from=a x y\nCOPY --chown=a x y\n"),
      [],
    );
  });

  it("in a mount: the last from, its key in any case, whatever the type", () => {
    const mounted = (value: string) =>
      references(`FROM scratch AS a\nFROM scratch AS b\nRUN --mount=${value} x\n`);
    for (const type of ["bind", "cache", "tmpfs", "ssh", "secret", "nothing"])
      assert.deepEqual(mounted(`type=${type},from=a`), ["0"], type);
    assert.deepEqual(mounted("from=a,from=b"), ["1"]);
    assert.deepEqual(mounted("FROM=A"), ["0"]);
    assert.deepEqual(mounted('"from=a",target=/x'), ["0"]);
    assert.deepEqual(mounted("source=from,target=/from=a"), []);
    assert.deepEqual(mounted("from"), []);
    assert.deepEqual(references("FROM scratch AS a\nRUN --mount=from=a --mount=from=b x\n"), ["0", "image"]);
  });

  it("stands in the document where the name is written, nothing beside it", () => {
    const { text, spans } = marked(`FROM «0:x»
FROM --platform=y "«1:x»" AS z
COPY --link --from="«2:x»" x y
COPY --fr\\
om=\\
# c
«3:x\\
y» x y
RUN --mount=type=bind,from=«4:x»,ro --mount='"from=«5:x»"' x
ONBUILD COPY "--from=x" --from=x x y
ONBUILD COPY --from=«6:x» x y
ONBUILD RUN --mount=FROM=«7:x» x
`);
    const found = read(text).references.map(({ line, span }) => toDocument(line, span));
    assert.deepEqual(found, [...spans.values()]);
  });
});
