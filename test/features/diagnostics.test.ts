import assert from "node:assert/strict";
import type { Diagnostic } from "vscode-languageserver-protocol";
import { createDocuments } from "../../server/src/workspace/documents";
import { MOST_OF_A_RULE, diagnostics } from "../../server/src/features/diagnostics";
import type { AnsweredDiagnostics } from "../../server/src/features/diagnostics";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { random } from "../support/random";
import { MACHINE } from "../support/machine";

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
        message: 'Duplicate stage name "x", stage names should be unique. Rename this stage.',
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
          "invalid stage index 9. Use the name of a stage above this one. A name stays correct when you add stages.",
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

  const of = (code: string) => (item: Diagnostic) => item.code === code;

  for (const more of [-1, 0, 1, 2, 250])
    it(`are at most ${MOST_OF_A_RULE} of a rule, and one information about the others (${more} more)`, () => {
      const count = MOST_OF_A_RULE + more;
      const text = `FROM alpine\n${"ENV a b\nEXPOSE 80/TCP\n".repeat(count)}MAINTAINER me\n`;
      const items = diagnostics(contextOf(text), fail);
      for (const [code, line] of [
        ["LegacyKeyValueFormat", 1],
        ["ExposeProtoCasing", 2],
      ] as const) {
        const shown = items.filter(of(code));
        assert.equal(shown.length, Math.min(count, MOST_OF_A_RULE + 1));
        const [information, ...others] = shown.filter(({ severity }) => severity === 3);
        assert.deepEqual(others, []);
        assert.equal(information?.range.start.line, more > 0 ? line + 2 * MOST_OF_A_RULE : undefined);
        if (more > 0)
          assert.match(
            JSON.stringify(information?.message),
            more === 1 ? /one more/ : new RegExp(`${more} more`),
          );
      }
      assert.equal(items.filter(of("MaintainerDeprecated")).length, 1);
    });

  it("are the same objects as long as they say the same, and those of a document read anew", () => {
    const { below, pick } = random(5);
    const lines = [
      "FROM scratch AS a",
      "FROM a AS B",
      "from b",
      "ENV x y",
      "WORKDIR a",
      "EXPOSE 1/TCP",
      "",
      "# c",
    ];
    const lists = ["ENV a b", "COPY --from=9 a b"].map(line => `${line}\n`.repeat(MOST_OF_A_RULE));
    const documents = createDocuments(() => null, MACHINE);
    documents.open(URI, "dockerfile", 1, "FROM a\n");
    let before: AnsweredDiagnostics | undefined;
    let reused = 0;
    for (let version = 2; version < 100; version++) {
      const text = documents.read(URI, DEFAULT_SETTINGS)?.document.getText().split("\n") ?? [];
      if (text.length > 250) text.splice(below(text.length), 150);
      text.splice(below(text.length), below(3), ...(below(9) === 0 ? [pick(lists)] : [pick(lines)]));
      documents.change(URI, version, [{ text: text.join("\n") }]);
      const context = documents.read(URI, DEFAULT_SETTINGS);
      assert.ok(context);
      const items = diagnostics(context, fail, before);
      assert.deepEqual(items, diagnostics(contextOf(text.join("\n")), fail));
      assert.ok(items.every(item => Object.isFrozen(item)));
      const inWords = new Map((before?.items ?? []).map(item => [JSON.stringify(item), item]));
      for (const item of items) {
        const known = inWords.get(JSON.stringify(item));
        if (known) reused++;
        assert.ok(known === undefined || known === item, "what is said again is the same object");
      }
      const isSame =
        items.length === before?.items.length && items.every((item, i) => item === before?.items[i]);
      assert.equal(items === before?.items, isSame, "and so is the list");
      assert.equal(
        diagnostics(context, fail, { context, items }),
        items,
        "nothing is done twice for a version",
      );
      before = { context, items };
    }
    assert.ok(reused > 300);
  });
});
