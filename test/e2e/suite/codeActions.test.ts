import { strict as assert } from "node:assert";
import { commands, languages, Range, workspace, type CodeAction } from "vscode";
import { eventually } from "../eventually";
import { onlyMark, openMarked, type MarkedFile } from "./markedFile";

/** The code actions that VS Code has for the mark of a file, once there are any. */
async function actionsAt(file: MarkedFile, kind: string): Promise<CodeAction[]> {
  const mark = onlyMark(file);
  return eventually(
    `code actions of the kind ${kind}`,
    () =>
      commands.executeCommand<CodeAction[]>(
        "vscode.executeCodeActionProvider",
        file.uri,
        new Range(mark, mark),
        kind,
      ),
    actions => actions.length > 0,
  );
}

async function apply(actions: CodeAction[], title: string): Promise<void> {
  const action = actions.find(other => other.title === title);
  assert.ok(action?.edit, `${title} is none of ${actions.map(other => other.title).join(", ")}`);
  assert.ok(await workspace.applyEdit(action.edit));
}

describe("code actions", () => {
  it("name a stage and use the name, and the finding is gone", async () => {
    const file = await openMarked("FROM golang:1.26\nFROM alpine\nCOPY --from=<|>0 /a /a\n");
    const actions = await actionsAt(file, "quickfix");
    await apply(actions, 'Name the stage "golang-stage" and use the name');
    assert.equal(
      file.document.getText(),
      "FROM golang:1.26 AS golang-stage\nFROM alpine\nCOPY --from=golang-stage /a /a\n",
    );
    await eventually(
      "no finding",
      () => languages.getDiagnostics(file.uri),
      found => found.length === 0,
    );
  });

  it("mend a file as a whole, in one edit that can be undone", async () => {
    const before = "FROM alpine as <|>Base\nENV a b c\nFROM base\n";
    const file = await openMarked(before);
    const actions = await actionsAt(file, "source.fixAll.dockerfileStages");
    await apply(actions, "Fix all problems that do not affect builds");
    assert.equal(file.document.getText(), 'FROM alpine AS base\nENV a="b c"\nFROM base\n');
    await commands.executeCommand("undo");
    assert.equal(file.document.getText(), before.replace("<|>", ""));
  });

  it("mend a file on saving, where people ask for that", async () => {
    const file = await openMarked("FROM alpine AS <|>Base\n");
    await actionsAt(file, "quickfix");
    const configuration = workspace.getConfiguration("editor", file.document);
    await configuration.update("codeActionsOnSave", { "source.fixAll.dockerfileStages": "explicit" });
    try {
      await file.editor.edit(edit => {
        edit.insert(file.document.positionAt(file.document.getText().length), "RUN true\n");
      });
      await file.document.save();
      assert.equal(file.document.getText(), "FROM alpine AS base\nRUN true\n");
    } finally {
      await configuration.update("codeActionsOnSave", undefined);
    }
  });
});
