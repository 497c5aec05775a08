import assert from "node:assert/strict";
import type { InlayHint } from "vscode-languageserver-protocol";
import type { FeatureContext } from "../../server/src/features/context";
import { inlayHints } from "../../server/src/features/inlayHints";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { DRESSES } from "./places";

type Hints = Settings["inlayHints"];

const NOTHING: Hints = { stageIndex: "off", stageName: false, resolvedBase: false, defaultTarget: false };
const ALL = { start: { line: 0, character: 0 }, end: { line: 9_999, character: 0 } };

function under(text: string, hints: Partial<Hints> = {}): FeatureContext {
  return contextOf(text, { ...DEFAULT_SETTINGS, inlayHints: { ...DEFAULT_SETTINGS.inlayHints, ...hints } });
}

function labelOf({ label }: InlayHint): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}

/** The text with its hints in it, each as `[label]`. */
function shown(text: string, hints: Partial<Hints> = {}): string {
  const context = under(text, hints);
  return inlayHints(context, ALL, false)
    .map((hint, index) => ({ at: context.document.offsetAt(hint.position), index, label: labelOf(hint) }))
    .sort((a, b) => b.at - a.at || b.index - a.index)
    .reduce((written, { at, label }) => `${written.slice(0, at)}[${label}]${written.slice(at)}`, text);
}

describe("inlay hints", () => {
  for (const [dress, wear] of Object.entries(DRESSES)) {
    if (dress === "after a heredoc") continue;
    it(`stand behind what they speak of: ${dress}`, () => {
      const file = wear(
        "ARG GO=1\nFROM golang:${GO}[golang:1] \\\n  AS builder[stage 0]\nFROM alpine[default target]\n" +
          'COPY --link --from=0[builder] /a /b\nCOPY --from="0[builder]" /a /b\n',
      );
      const text = file.replace(/\[.*?\]/g, "");
      assert.equal(shown(text, { defaultTarget: true }), file);
      assert.equal(shown(text, NOTHING), text);
    });
  }

  it("show an index where it is used, everywhere or nowhere", () => {
    const text = "FROM a\nFROM b AS x \nFROM c\nCOPY --from=1 /a /b\n";
    assert.equal(shown(text, { ...NOTHING, stageIndex: "used" }), text.replace("x ", "x[stage 1] "));
    assert.equal(
      shown(text, { ...NOTHING, stageIndex: "all" }),
      "FROM a[stage 0]\nFROM b AS x[stage 1] \nFROM c[stage 2]\nCOPY --from=1 /a /b\n",
    );
    assert.equal(shown(text, { ...NOTHING, stageIndex: "off" }), text);
    assert.equal(shown("FROM", { ...NOTHING, stageIndex: "all" }), "FROM[stage 0]");
  });

  it("show the base where an index means a stage without a name", () => {
    const text = "FROM golang:1\nFROM b\nONBUILD COPY --from=0 /a /b\n";
    assert.equal(shown(text, { stageIndex: "off" }), text.replace("=0", "=0[golang:1]"));
  });

  const unknown: Record<string, string> = {
    "no variable": "FROM alpine\n",
    "an argument without a default": "ARG V\nFROM alpine:$V\n",
    "an argument without a default behind a name": "ARG V\nFROM alpine$V\n",
    "a variable that nobody declares": "FROM $V\n",
    "a reference that is refused": "ARG V=A\nFROM $V\n",
    "a mount, which knows no index": "FROM a\nFROM b\nRUN --mount=from=0,target=/m x\n",
    "an index beyond the file": "FROM a\nCOPY --from=9 /a /b\n",
  };
  for (const [title, text] of Object.entries(unknown))
    it(`show nothing at ${title}`, () => {
      assert.equal(shown(text), text);
    });

  it("show no default target where there is no other", () => {
    assert.equal(shown("FROM a\n", { defaultTarget: true }), "FROM a\n");
  });

  it("show a base that is a stage, and lead there", () => {
    const context = under("ARG S=a\nFROM alpine AS a\nFROM $S\nCOPY --from=0 /a /b\n");
    const location = {
      uri: URI,
      range: { start: { line: 1, character: 15 }, end: { line: 1, character: 16 } },
    };
    const [, base, name] = inlayHints(context, ALL, true);
    assert.deepEqual(base?.label, [{ value: "a", location }]);
    assert.deepEqual(name?.label, [{ value: "a", location }]);
    assert.deepEqual(
      inlayHints(context, ALL, false).map(({ label }) => label),
      ["stage 0", "a", "a"],
    );
  });

  it("write the name in place of the index, where it means that stage", () => {
    const edits = (text: string) => inlayHints(under(text), ALL, false).map(({ textEdits }) => textEdits);
    const range = { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } };
    assert.deepEqual(edits("FROM a AS X\nFROM b\nCOPY --from=0 /a /b\n"), [
      undefined,
      [{ range, newText: "x" }],
    ]);
    assert.deepEqual(edits("FROM a\nFROM b\nCOPY --from=0 /a /b\n"), [undefined, undefined]);
    assert.deepEqual(edits("FROM a AS x\nFROM b AS x\nCOPY --from=0 /a /b\n"), [undefined, undefined]);
  });

  it("say more in their tooltips", () => {
    const text = "ARG V=1\nARG S=a\nFROM alpine:$V AS a\nFROM $S\nCOPY --from=0 /a /b\nCOPY --from=1 /a /b\n";
    assert.deepEqual(
      inlayHints(under(text, { defaultTarget: true }), ALL, false).map(({ tooltip }) => tooltip),
      [
        "alpine:$V is alpine:1, unless a build passes other arguments.",
        "COPY --from=0 copies from this stage.",
        '$S is the stage "a".',
        "COPY --from=1 copies from this stage.",
        "A build without --target builds this stage.",
        'Stage 0 is "a".',
        "Stage 1 has no name.",
      ],
    );
  });

  it("are those of the range alone", () => {
    const text = "FROM a AS x\nFROM b\nCOPY --from=0 /a /b\nCOPY --from=0 /a /b\nFROM c\n";
    const lines = (start: number, end: number) =>
      inlayHints(
        under(text, { stageIndex: "all" }),
        { start: { line: start, character: 0 }, end: { line: end, character: 0 } },
        false,
      ).map(({ position }) => position.line);
    assert.deepEqual(lines(0, 9), [0, 1, 2, 3, 4]);
    assert.deepEqual(lines(1, 3), [1, 2]);
    assert.deepEqual(lines(3, 4), [3]);
  });
});
