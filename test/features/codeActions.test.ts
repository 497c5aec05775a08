import assert from "node:assert/strict";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { CodeAction, TextEdit } from "vscode-languageserver-protocol";
import { FIX_ALL_KIND } from "../../server/src/features/capabilities";
import { codeActionEdit, codeActions } from "../../server/src/features/codeActions";
import type { CodeActionData } from "../../server/src/features/codeActions";
import { diagnostics } from "../../server/src/features/diagnostics";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import { URI, contextOf } from "../support/feature";
import { cursor } from "../support/marked";

const ALL = { disabled: true, documentChanges: true };
const QUICK_FIX = ["quickfix"];

function fail(rule: { id: string }, error: unknown): never {
  throw new Error(`${rule.id}: ${String(error)}`);
}

/** The actions at the `<|>` of a text. */
function actionsAt(
  marked: string,
  only: readonly string[] | undefined = QUICK_FIX,
  support = ALL,
): CodeAction[] {
  const { text, offset } = cursor(marked);
  const context = contextOf(text);
  const position = context.document.positionAt(offset);
  return codeActions(context, { start: position, end: position }, only, support, fail);
}

function editsOf({ edit }: CodeAction): TextEdit[] {
  const [change] = edit?.documentChanges ?? [];
  return change && "edits" in change ? (change.edits as TextEdit[]) : (edit?.changes?.[URI] ?? []);
}

/** The text after the action of a title. */
function after(marked: string, title: string, only?: readonly string[]): string {
  const actions = actionsAt(marked, only);
  const action = actions.find(other => other.title === title);
  assert.ok(action, `${title} is none of ${JSON.stringify(actions.map(other => other.title))}`);
  const { text } = cursor(marked);
  return TextDocument.applyEdits(TextDocument.create(URI, "dockerfile", 1, text), editsOf(action));
}

const titles = (actions: CodeAction[]) => actions.map(({ title }) => title);

describe("code actions", () => {
  it("set the folder above as the build context that has what is missing, where the client can", () => {
    const above = { address: "file:///w", path: ".." };
    const find = () => ({ kind: "missing" as const, near: null, isSlip: false, above });
    const { text, offset } = cursor("FROM alpine\nCOPY go.m<|>od /\n");
    const base = contextOf(text);
    const options = { ...base.analysis.model.options, context: { isCertain: false, find } };
    const context = { ...base, analysis: base.analysis.under(options) };
    const position = context.document.positionAt(offset);
    const offered = (setsContext: boolean) =>
      codeActions(
        context,
        { start: position, end: position },
        QUICK_FIX,
        { ...ALL, setsContext },
        fail,
      ).flatMap(({ command }) => command ?? []);
    assert.deepEqual(
      offered(true).map(({ title, command, arguments: given }) => [title, command, given]),
      [
        [
          'Set the build context of this Dockerfile to ".."',
          "dockerfileStages.setBuildContext",
          [{ uri: URI, context: "file:///w" }],
        ],
      ],
    );
    assert.deepEqual(offered(false), []);
  });

  it("are the fixes of the finding under the cursor, and ways to silence its rule", () => {
    const actions = actionsAt("\nFROM alpine AS Too<|>ls\nFROM alpine as other\n");
    assert.deepEqual(titles(actions), [
      'Write "tools", with its references',
      "Turn off StageNameCasing for this instruction",
      "Turn off StageNameCasing in this file",
    ]);
    assert.deepEqual(
      actions.map(({ kind, isPreferred }) => [kind, isPreferred]),
      [
        ["quickfix", true],
        ["quickfix", undefined],
        ["quickfix", undefined],
      ],
    );
    const { text } = cursor("\nFROM alpine AS Too<|>ls\nFROM alpine as other\n");
    const [diagnostic] = diagnostics(contextOf(text), fail).filter(({ code }) => code === "StageNameCasing");
    for (const action of actions) assert.deepEqual(action.diagnostics, [diagnostic]);
    assert.deepEqual(actionsAt("FROM alp<|>ine AS Build\n"), []);
  });

  it("mend all findings of a rule in the file", () => {
    const text = "FROM alpine AS A<|>\nFROM alpine AS B\nCOPY --from=A /a /a\nFROM alpine as c\n";
    assert.equal(
      after(text, "Fix all StageNameCasing in this file"),
      "FROM alpine AS a\nFROM alpine AS b\nCOPY --from=a /a /a\nFROM alpine as c\n",
    );
  });

  it("mend once what several findings are mended by", () => {
    assert.equal(
      after(
        "FROM alpine AS a\nFROM alpine\nCOPY --from=<|>0 /a /a\nCOPY --from=0 /b /b\n",
        "Fix all UnnamedStageReference in this file",
      ),
      "FROM alpine AS a\nFROM alpine\nCOPY --from=a /a /a\nCOPY --from=a /b /b\n",
    );
  });

  it("mend on saving what no build depends on", () => {
    const text =
      "<|>FROM alpine as Base\nENV a b c\nFROM Base\nFROM base\nCMD npm start\nCOPY --from=0 /x /y\n";
    for (const only of [["source"], ["source.fixAll"], [FIX_ALL_KIND]])
      assert.equal(
        after(text, "Fix all problems that do not affect builds", only),
        'FROM alpine AS base\nENV a="b c"\nFROM Base\nFROM base\nCMD npm start\nCOPY --from=base /x /y\n',
      );
    assert.deepEqual(titles(actionsAt("<|>FROM alpine\n", ["source.fixAll"])), []);
    assert.deepEqual(titles(actionsAt(text, ["source.organizeImports"])), []);
    assert.deepEqual(titles(actionsAt(text, ["source.fixAll.eslint"])), []);
    assert.ok(!titles(actionsAt(text, undefined)).includes("Fix all problems that do not affect builds"));
  });

  it("say why they cannot be done, to clients that show it", () => {
    const text = "FROM alpine AS a\nCOPY --from=<|>b /x /y\nFROM a AS b\nFROM b\n";
    const [action] = actionsAt(text);
    assert.equal(action?.disabled?.reason, '"b" needs "a", which would be below it after the move.');
    assert.equal(action.edit, undefined);
    assert.deepEqual(actionsAt(text, QUICK_FIX, { ...ALL, disabled: false }), []);
  });

  it("name the version of the document to clients that ask for it", () => {
    const text = "FROM alpine AS A<|>\n";
    const changes = [
      { range: { start: { line: 0, character: 15 }, end: { line: 0, character: 16 } }, newText: "a" },
    ];
    const [versioned] = actionsAt(text);
    assert.deepEqual(versioned?.edit, {
      documentChanges: [{ textDocument: { uri: URI, version: 1 }, edits: changes }],
    });
    const [plain] = actionsAt(text, QUICK_FIX, { ...ALL, documentChanges: false });
    assert.deepEqual(plain?.edit, { changes: { [URI]: changes } });
  });

  it("are none where diagnostics are off", () => {
    const context = contextOf("FROM alpine AS A\n", { ...DEFAULT_SETTINGS, diagnostics: { enabled: false } });
    const range = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
    assert.deepEqual(codeActions(context, range, undefined, ALL, fail), []);
  });

  const silenced: [string, string, string][] = [
    [
      "for this instruction",
      "FROM alpine\nFROM alpine AS A<|>\n",
      "FROM alpine\n# check=skip=StageNameCasing\nFROM alpine AS A\n",
    ],
    [
      "for this instruction",
      "FROM alpine\n# check=skip=Other\n# A is a\n  FROM alpine AS A<|>\n",
      "FROM alpine\n# check=skip=Other,StageNameCasing\n# A is a\n  FROM alpine AS A\n",
    ],
    [
      "for this instruction",
      "FROM alpine\n\t# A is a\n\tFROM alpine AS A<|>\n",
      "FROM alpine\n# check=skip=StageNameCasing\n\t# A is a\n\tFROM alpine AS A\n",
    ],
    [
      "for this instruction",
      "FROM alpine\r\n# check = error=true\r\nFROM alpine AS A<|>\r\n",
      "FROM alpine\r\n# check = skip=StageNameCasing;error=true\r\nFROM alpine AS A\r\n",
    ],
    ["in this file", "FROM alpine AS A<|>\n", "# check=skip=StageNameCasing\nFROM alpine AS A\n"],
    [
      "in this file",
      "\uFEFF# a comment\r\nFROM alpine AS A<|>\r\n",
      "\uFEFF# check=skip=StageNameCasing\r\n# a comment\r\nFROM alpine AS A\r\n",
    ],
    [
      "in this file",
      "# syntax=docker/dockerfile:1\n# escape=`\n\nFROM alpine AS A<|>\n",
      "# syntax=docker/dockerfile:1\n# escape=`\n# check=skip=StageNameCasing\n\nFROM alpine AS A\n",
    ],
    [
      "in this file",
      "# check=error=true;skip=X\nFROM alpine AS A<|>\n",
      "# check=error=true;skip=X,StageNameCasing\nFROM alpine AS A\n",
    ],
    [
      "in this file",
      "#!/usr/bin/env docker\nFROM alpine AS A<|>\n",
      "#!/usr/bin/env docker\n# check=skip=StageNameCasing\nFROM alpine AS A\n",
    ],
  ];
  for (const [where, before, expected] of silenced)
    it(`silence a rule ${where}: ${JSON.stringify(before)}`, () => {
      const text = after(before, `Turn off StageNameCasing ${where}`);
      assert.equal(text, expected);
      const left = diagnostics(contextOf(text), fail).map(({ code }) => code);
      assert.ok(!left.includes("StageNameCasing"), left.join());
    });

  it("do not silence a whole file by a comment for one instruction", () => {
    for (const top of ["", "\uFEFF", "# escape=`\n"])
      assert.ok(
        !titles(actionsAt(`${top}FROM alpine AS A<|>\n`)).includes(
          "Turn off StageNameCasing for this instruction",
        ),
      );
  });

  it("do not silence what the builder refuses", () => {
    assert.deepEqual(titles(actionsAt("FROM alpine AS a<|>..b\n")), ['Rename the stage to "a-b"']);
  });

  describe("of thousands of findings", () => {
    const lazy = { ...ALL, resolves: true };
    const whole = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
    const many = (count: number) => "FROM alpine as b\n".repeat(count);
    const edits = (actions: CodeAction[]) => actions.flatMap(editsOf);
    const all = (title: string, actions: CodeAction[]): Omit<CodeAction, "data"> & { data?: unknown } => {
      const action = actions.find(other => other.title === title);
      assert.ok(action, titles(actions).slice(-6).join(", "));
      return action;
    };

    it("are no more than somebody reads, and change no more at once", () => {
      for (const support of [ALL, lazy]) {
        const actions = codeActions(contextOf(many(3000)), whole, QUICK_FIX, support, fail);
        assert.ok(actions.length < 500, `${actions.length}`);
        assert.ok(edits(actions).length <= (support === lazy ? 1000 : 50_000));
      }
    });

    it("fix all of a rule when somebody chooses that, and say where it is not all", () => {
      const fixed = (count: number, title: string) => {
        const context = contextOf(many(count));
        const { edit, data } = all(title, codeActions(context, whole, QUICK_FIX, lazy, fail));
        assert.equal(edit, undefined);
        const made = codeActionEdit(context, data as CodeActionData, lazy, fail);
        assert.ok(made);
        const eager = all(title, codeActions(context, whole, QUICK_FIX, ALL, fail));
        assert.deepEqual(made, eager.edit);
        return editsOf({ title, edit: made }).length;
      };
      assert.equal(fixed(1000, "Fix all FromAsCasing in this file"), 1000);
      assert.equal(fixed(1001, "Fix the first 1000 FromAsCasing in this file"), 1000);
    });

    it("fix on saving what they say", () => {
      const onSaving = (count: number) =>
        codeActions(contextOf(many(count)), whole, [FIX_ALL_KIND], lazy, fail).map(action => [
          action.title,
          editsOf(action).length,
        ]);
      assert.deepEqual(onSaving(1000), [["Fix all problems that do not affect builds", 1000]]);
      assert.deepEqual(onSaving(1001), [
        ["Fix the first 1000 problems of each rule that do not affect builds", 1000],
      ]);
    });

    it("make the edit of a fix that changes much when somebody chooses it", () => {
      const context = contextOf(`FROM alpine AS B\nFROM alpine\n${"COPY --from=b /a /b\n".repeat(2000)}`);
      const position = { line: 0, character: 15 };
      const at = { start: position, end: position };
      const title = 'Write "b", with its references';
      const eager = all(title, codeActions(context, at, QUICK_FIX, ALL, fail));
      const { edit, data } = all(title, codeActions(context, at, QUICK_FIX, lazy, fail));
      assert.equal(edit, undefined);
      assert.ok(editsOf(eager).length > 1000);
      assert.deepEqual(codeActionEdit(context, data as CodeActionData, lazy, fail), eager.edit);
    });

    it("have no edit where the finding is gone", () => {
      const data = { uri: URI, version: 1, rule: "FromAsCasing" };
      for (const gone of [data, { ...data, fix: { at: 5, title: "x" } }, { ...data, rule: "x" }])
        assert.equal(codeActionEdit(contextOf("FROM alpine AS b\n"), gone, lazy, fail), null);
    });
  });
});
