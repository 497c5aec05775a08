import assert from "node:assert/strict";
import { meaning, read } from "../read";
import type { Given } from "../read";

/** The last base of a text with its variables filled in. */
function expanded(text: string, given?: Given): string | undefined {
  return read(text, given).stages.at(-1)?.base.expanded;
}

/** The last base of a text: whether it hangs on an argument that a build has to give, and what it means. */
function conditional(text: string, given?: Given): [boolean, string] {
  const base = read(text, given).stages.at(-1)?.base;
  assert.ok(base);
  return [base.expansion.conditional, meaning(base)];
}

/** Files, and what the builder makes of their last base. */
const EXPANDED: Record<string, string> = {
  "FROM a": "a",
  "ARG x=1\nFROM a$x": "a1",
  "ARG x=1\nFROM a${x}b": "a1b",
  "ARG x\nFROM a$x": "a",
  "ARG x=\nFROM a$x": "a",
  "ARG x=1 y=2\nFROM $x-$y": "1-2",
  "ARG x=1 y=$x z=${y}2\nFROM $z": "12",
  "ARG y=$x x=1\nFROM a$y": "a",
  "ARG x=1\nARG x=2\nFROM $x": "2",
  "ARG x=1\nARG x\nFROM $x": "1",
  "ARG x\nARG x=1\nFROM $x": "1",
  "ARG x='1' y=\"2\" z=a\\ b w=\"a b\"'c'\nFROM $x$y$z$w": "12a ba bc",
  'ARG x="a\\\nb" y=\\\nc\nFROM $x$y': "abc",
  "ARG x='$y' y=1\nFROM a$x": "a$y",
  "ARG x=\\$y\nFROM a$x": "a$y",
  "ARG x=1 # c\nFROM a$x": "a1",
  "ARG 1=a 0=b -=c\nFROM $1$0$-": "abc",
  "ARG --from=x y=1\nFROM a$y": "a1",
  "arg x=1\nfrom a$x": "a1",
  "ARG X=1\nFROM a$x": "a",
  "FROM 'a'\"b\"\\c": "abc",
  "FROM a$x": "a",
  "ENV x=1\nFROM a$x": "a",
  "FROM b\nARG x=1\nFROM a$x": "a",
  "ARG x=1\nFROM b\nARG x=2\nFROM a$x": "a1",
  "FROM a-$TARGETPLATFORM-$TARGETOS-$TARGETARCH": "a-linux/amd64-linux-amd64",
  "FROM a-$BUILDPLATFORM-$BUILDOS-$BUILDARCH": "a-linux/amd64-linux-amd64",
  "FROM a-$TARGETVARIANT-${TARGETVARIANT-x}-${TARGETVARIANT:-y}-$TARGETOSVERSION": "a---y-",
  "FROM a${HTTP_PROXY}": "a",
  "ARG TARGETARCH\nFROM a$TARGETARCH": "aamd64",
  "ARG TARGETARCH=z\nFROM a$TARGETARCH": "az",
  "FROM a-$TARGETSTAGE": "a-default",
  "FROM b AS c\nFROM a-$TARGETSTAGE AS Foo": "a-foo",
  "FROM b AS c\nFROM a-$TARGETSTAGE": "a-default",
};

describe("stages: arguments in FROM", () => {
  for (const [text, result] of Object.entries(EXPANDED))
    it(`${JSON.stringify(text)} is ${result}`, () => {
      assert.equal(expanded(text), result);
    });

  it("take what a build gives for them, as it stands", () => {
    assert.equal(expanded("ARG x=1\nFROM a$x", { buildArgs: { x: "2" } }), "a2");
    assert.equal(expanded("ARG x\nFROM a$x", { buildArgs: { x: "2" } }), "a2");
    assert.equal(expanded("ARG x=1\nFROM a$x", { buildArgs: { x: "" } }), "a");
    assert.equal(expanded("ARG x=1\nARG x=3\nFROM a$x", { buildArgs: { x: "2" } }), "a2");
    assert.equal(expanded("ARG x=1 y=$x\nFROM a$y", { buildArgs: { x: "2" } }), "a2");
    assert.equal(expanded("ARG y=$x\nARG x=1\nFROM a$y", { buildArgs: { x: "2" } }), "a");
    assert.equal(expanded("ARG x\nFROM a$x", { buildArgs: { x: "$TARGETARCH 'b'" } }), "a$TARGETARCH 'b'");
    assert.equal(expanded("FROM a$x", { buildArgs: { x: "2" } }), "a");
    assert.equal(expanded("FROM a$TARGETARCH", { buildArgs: { TARGETARCH: "x" } }), "ax");
    assert.equal(expanded("FROM a$TARGETSTAGE", { buildArgs: { TARGETSTAGE: "x" } }), "ax");
    assert.equal(expanded("ARG X=1\nFROM a$X", { buildArgs: { x: "2" } }), "a1");
  });

  it("have the target as the build was asked for it", () => {
    const text = "FROM b AS c\nFROM a-$TARGETSTAGE AS d";
    assert.equal(expanded(text, { target: "C" }), "a-C");
    assert.equal(expanded(text, { target: "nothing" }), "a-nothing");
    assert.equal(expanded(text), "a-d");
  });

  it("may choose a stage", () => {
    const text = "ARG which=two\nFROM a AS one\nFROM b AS two\nFROM $which\nFROM o${none}ne\nFROM 'two'\n";
    const tos = (given?: Given) => read(text, given).stages.map(({ base }) => base.to);
    assert.deepEqual(tos(), ["image", "image", 1, 0, 1]);
    assert.deepEqual(tos({ buildArgs: { which: "one" } }), ["image", "image", 0, 0, 1]);
    assert.deepEqual(tos({ buildArgs: { which: "three" } }), ["image", "image", "image", 0, 1]);
  });

  it("may choose the empty base, and no base at all", () => {
    assert.deepEqual(conditional("ARG x=scratch\nFROM $x"), [false, "scratch"]);
    assert.deepEqual(conditional("FROM $x"), [false, "nothing, but blank"]);
    assert.deepEqual(conditional('FROM ""'), [false, "nothing, but blank"]);
    assert.deepEqual(conditional("ARG x=\nFROM $x"), [false, "nothing"]);
    assert.deepEqual(conditional("FROM $$"), [false, "nothing, but blank"]);
  });
});

describe("stages: bases that a build has to complete", () => {
  it("are no fault of the file", () => {
    for (const base of ["$x", "a:$x", "${x:?give-it}", "A${x}", "${x#*}-"])
      assert.deepEqual(conditional(`ARG x\nFROM ${base}`), [true, "nothing"], base);
  });

  it("mean what they mean without the argument, where that is something", () => {
    assert.deepEqual(conditional("ARG x\nFROM a$x"), [true, "image"]);
    assert.deepEqual(conditional("ARG x\nFROM ${x:-a}"), [true, "image"]);
    assert.deepEqual(conditional("ARG x\nFROM a AS b\nFROM b$x"), [true, "0"]);
    assert.deepEqual(conditional("ARG x\nFROM ${x:-scratch}"), [true, "scratch"]);
  });

  it("hang on arguments that hang on others", () => {
    assert.deepEqual(conditional("ARG x\nARG y=a:$x\nFROM $y"), [true, "nothing"]);
    assert.deepEqual(conditional("ARG x\nARG y=a:$x z=$y\nFROM $z"), [true, "nothing"]);
    assert.deepEqual(conditional("ARG x\nARG y=${x:-a:}\nFROM $y"), [true, "nothing"]);
  });

  it("are complete where a default, another ARG or a build gives the value", () => {
    const refused = "image, but invalid reference format";
    assert.deepEqual(conditional("ARG x\nFROM a:$x", { buildArgs: { x: "" } }), [false, refused]);
    assert.deepEqual(conditional("ARG x\nFROM a:$x", { buildArgs: { x: "1" } }), [false, "image"]);
    assert.deepEqual(conditional("ARG x\nARG y=a:$x\nFROM $y", { buildArgs: { y: "b" } }), [false, "image"]);
    assert.deepEqual(conditional("ARG x\nARG y=a:$x\nFROM $y", { buildArgs: { x: "" } }), [false, refused]);
    assert.deepEqual(conditional("ARG TARGETARCH\nFROM a:-$TARGETARCH"), [false, refused]);
    assert.deepEqual(conditional("FROM a:$x"), [false, refused]);
  });

  it("are not complete by an empty default, which is no value", () => {
    for (const args of [
      "ARG x=",
      'ARG x=""',
      "ARG x\nARG x=",
      "ARG x=\nARG x",
      "ARG y=\nARG x=$y",
      "ARG x=$y",
    ])
      assert.equal(read(`${args}\nFROM a:$x`).stages[0]?.base.problem, null, args);
  });

  it("are at fault where no value completes them", () => {
    for (const base of ["$x/a:$y", "$x:", "$x/A", "a:b:$x", "${x}//a", "-$x", "$x@", "${x:=a}"])
      for (const args of ["ARG x", "ARG x="])
        assert.notEqual(read(`${args}\nFROM ${base}`).stages[0]?.base.problem, null, `${args} ${base}`);
    for (const base of [
      "$x/a",
      "A$x",
      "A:$x",
      "a@$x",
      "${x}a",
      "a:$x@sha256:$y$x",
      "$x:1",
      "a@sha256:1$x",
      "${x:+a/}b:$x",
      "$x$x/a",
    ])
      assert.equal(read(`ARG x\nFROM ${base}`).stages[0]?.base.problem, null, base);
  });

  it("are named", () => {
    const open = (text: string, given?: Given) => [...read(text, given).scope.needBuildArg];
    assert.deepEqual(open("ARG x\nARG y=$x z=1\nFROM a"), ["x", "y"]);
    assert.deepEqual(open("ARG x\nARG y=$x z=1\nFROM a", { buildArgs: { x: "1" } }), []);
    assert.deepEqual(open("ARG x\nARG x=1\nFROM a"), []);
    assert.deepEqual(open("ARG TARGETARCH\nFROM a\nARG y"), []);
  });
});

describe("stages: defaults that cannot be expanded", () => {
  const errors = (text: string, given?: Given) =>
    read(text, given).scope.args.map(({ name, error }) => [name, error]);

  it("say why", () => {
    assert.deepEqual(errors('ARG "x=1"\nARG y=\'\nFROM a'), [
      ['"x', "unexpected end of statement while looking for matching double-quote"],
      ["y", "unexpected end of statement while looking for matching single-quote"],
    ]);
  });

  it("only ask for an argument where they have ${X:?}", () => {
    assert.deepEqual(errors("ARG x=${y:?no} z=1\nFROM a"), [
      ["x", null],
      ["z", null],
    ]);
    assert.deepEqual(errors("ARG x=${y:?no}${z\nFROM a"), [["x", "y: no"]]);
  });

  it("are not looked at where a build gives the value", () => {
    assert.deepEqual(errors("ARG x='\nARG y=${z:?no}\nFROM a", { buildArgs: { x: "1", y: "2" } }), [
      ["x", null],
      ["y", null],
    ]);
  });
});
