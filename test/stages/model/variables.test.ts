import assert from "node:assert/strict";
import { toDocument } from "../../../server/src/dockerfile/sourceMap";
import { declarationOf, globalVariables, variableValue } from "../../../server/src/stages/model/variables";
import { marked } from "../../support/marked";
import { symbolAt } from "../../../server/src/stages/cursor/symbols";
import { read, readAnalysis } from "../read";

/** `name@start-end` for each variable that is used, and the start of the word that declares it. */
function uses(text: string): string[] {
  const analysis = readAnalysis(text);
  const { model } = analysis;
  return model.file.lines.flatMap(line =>
    globalVariables(model, line).map(use => {
      const { start, end } = toDocument(line, use.span);
      const arg = declarationOf(model, use);
      const found = symbolAt(analysis, end);
      assert.deepEqual([found?.symbol, found?.span], [{ kind: "variable", name: use.name }, use.span]);
      const from = arg && toDocument(arg.line, arg.word.span).start;
      return `${text.slice(start, end)}@${start}${from === null ? "" : ` of ${from}`}`;
    }),
  );
}

describe("variables of the global scope", () => {
  it("are used in bases, platforms and defaults", () => {
    assert.deepEqual(uses("ARG A=1\nARG B=$A C=${A}$B\nFROM --platform=$BUILDPLATFORM x:${B:-$C} AS $A\n"), [
      "A@15 of 4",
      "A@21 of 4",
      "B@24 of 12",
      "BUILDPLATFORM@43",
      "B@61 of 12",
      "C@65 of 17",
    ]);
  });

  it("mean the ARG before, in their own default too", () => {
    assert.deepEqual(uses("ARG A=$A\nARG A=${A}2\nFROM x:$A\n"), ["A@7", "A@17 of 4", "A@29 of 13"]);
  });

  it("are none in stages, in quotes that hold them back, and behind an escape", () => {
    assert.deepEqual(uses("ARG A\nFROM '$A'\\$A\nARG B=$A\nRUN $A\nFROM \"$A\""), ["A@42 of 4"]);
  });

  it("have places in lines that go on, in quotes and in what is half typed", () => {
    const { text, spans } = marked(
      'ARG AB\r\nFROM --platform="linux/$«a:AB»" \\\r\n  # a comment\r\n  x:${«b:A\\\r\nB»',
    );
    const model = read(text);
    const [, from] = model.file.lines;
    assert.ok(from);
    const places = globalVariables(model, from).map(({ span }) => toDocument(from, span));
    assert.deepEqual(places, [spans.get("a"), spans.get("b")]);
  });
});

describe("stages: what variables of the global scope stand for", () => {
  /** `name=value origin@line` for each use in the text, in order; the line, from 1, of the ARG that counts. */
  function values(text: string, buildArgs: Readonly<Record<string, string>> = {}): string[] {
    const model = read(text, { buildArgs });
    return model.file.lines.flatMap(line =>
      globalVariables(model, line).map(use => {
        const { value, origin, declaration } = variableValue(model, use.name, declarationOf(model, use));
        const at = declaration ? `@${text.slice(0, declaration.line.start).split("\n").length}` : "";
        return `${use.name}=${value ?? "?"} ${origin}${at}`;
      }),
    );
  }

  it("hangs on the ARG before the use, and on the build", () => {
    const text = "ARG A=1\nARG B=$A\nARG A=2\nARG A\nFROM $A$B$C\n";
    assert.deepEqual(values(text), ["A=1 default@1", "A=2 default@3", "B=1 default@2", "C=? undeclared"]);
    assert.deepEqual(values(text, { A: "9", C: "9" }), [
      "A=9 given@1",
      "A=9 given@4",
      "B=9 default@2",
      "C=? undeclared",
    ]);
  });

  it("needs a build argument without a default, and predefined where the builder sets it", () => {
    const text = "ARG A\nARG TARGETARCH\nARG TARGETOS=x\nFROM $A$TARGETARCH$TARGETOS$BUILDOS AS last\n";
    assert.deepEqual(values(text), [
      "A=? buildArg@1",
      "TARGETARCH=amd64 predefined@2",
      "TARGETOS=x default@3",
      "BUILDOS=linux predefined",
    ]);
    assert.deepEqual(values("ARG X=$TARGETOS\nARG TARGETOS=x\nFROM a$X\n"), [
      "TARGETOS=linux predefined",
      "X=linux default@1",
    ]);
    assert.deepEqual(values("FROM $TARGETARCH$TARGETSTAGE AS last\n", { TARGETARCH: "arm" }), [
      "TARGETARCH=arm given",
      "TARGETSTAGE=last predefined",
    ]);
  });
});
