import assert from "node:assert/strict";
import { diagnostics } from "../../server/src/features/diagnostics";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";

function fail(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id}: ${String(error)}`);
}

describe("diagnostics", () => {
  it("carry the rule's id, its page where the builder has one, and places that belong to it", () => {
    assert.deepEqual(diagnostics(contextOf("FROM a AS x\nFROM x AS x\nCOPY --from=9 /a /b\n"), fail), [
      {
        range: { start: { line: 1, character: 10 }, end: { line: 1, character: 11 } },
        severity: 2,
        source: "dockerfile-stages",
        code: "DuplicateStageName",
        codeDescription: { href: "https://docs.docker.com/go/dockerfile/rule/duplicate-stage-name/" },
        message: 'Duplicate stage name "x", stage names should be unique. Give this stage a name of its own.',
        relatedInformation: [
          {
            location: {
              uri: URI,
              range: { start: { line: 0, character: 10 }, end: { line: 0, character: 11 } },
            },
            message: '"x" is first defined here',
          },
        ],
      },
      {
        range: { start: { line: 2, character: 12 }, end: { line: 2, character: 13 } },
        severity: 1,
        source: "dockerfile-stages",
        code: "InvalidStageIndex",
        message:
          "invalid stage index 9. Name a stage above this one; a name stays right when stages are added.",
      },
    ]);
  });

  it("link the page of their rule where the pages are", () => {
    const context = contextOf("FROM a AS X\nCOPY --from=9 /a /b\n", DEFAULT_SETTINGS, "file:///pages");
    const hrefs = diagnostics(context, fail).map(({ codeDescription }) => codeDescription?.href);
    assert.deepEqual(hrefs, ["file:///pages/StageNameCasing.md", "file:///pages/InvalidStageIndex.md"]);
  });

  it("keep away where the setting says so", () => {
    const off = { ...DEFAULT_SETTINGS, diagnostics: { enabled: false } };
    assert.deepEqual(diagnostics(contextOf("FROM\n", off), fail), []);
  });

  it("know the arguments and contexts of the settings", () => {
    const text = "ARG BASE\nFROM ${BASE} AS one\nFROM scratch AS Two\n";
    const codes = (args: Record<string, string>) =>
      diagnostics(contextOf(text, { ...DEFAULT_SETTINGS, buildArgs: args }), fail).map(({ code }) => code);
    assert.deepEqual(
      codes({}),
      ["InvalidDefaultArgInFrom", "StageNameCasing"],
      "a missing argument is no error",
    );
    assert.deepEqual(codes({ BASE: "Not:Valid" }), [
      "InvalidImageReference",
      "InvalidDefaultArgInFrom",
      "StageNameCasing",
    ]);
  });
});
