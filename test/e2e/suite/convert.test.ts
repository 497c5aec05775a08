import { strict as assert } from "node:assert";
import { commands, window, workspace, type CodeAction } from "vscode";
import { eventually } from "../eventually";
import { openMarked } from "./markedFile";

const SINGLE = `FROM golang:1.26
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /usr/local/bin/app .
<|>EXPOSE 8080
CMD ["app"]
`;
const BEGINS = "# build installs and builds";
const RUNS = /^FROM gcr\.io\/distroless\/static-debian13 AS runtime$/m;

describe("a file of one stage", () => {
  it("is made one of several by an action, to be confirmed first", async () => {
    const file = await openMarked(SINGLE);
    const before = file.document.getText();
    const actions = await eventually(
      "the refactoring",
      () =>
        commands.executeCommand<CodeAction[]>(
          "vscode.executeCodeActionProvider",
          file.uri,
          file.editor.selection,
          "refactor.rewrite",
        ),
      found => found.some(({ title }) => title.startsWith("Convert to")),
    );
    const action = actions.find(({ title }) => title.startsWith("Convert to"));
    assert.ok(action?.edit);
    assert.equal(file.document.getText(), before);
    const [[, edits] = []] = action.edit.entries();
    assert.equal(edits?.length, 1);
    const text = edits[0]?.newText ?? "";
    assert.ok(text.startsWith(BEGINS), text);
    assert.match(text, RUNS);
  });

  it("is shown as it would be by the command, and changed when that is applied", async () => {
    const file = await openMarked(SINGLE);
    const before = file.document.getText();
    await window.showTextDocument(file.document);
    const done = commands.executeCommand("dockerfileStages.convertToMultiStage");
    await new Promise(resolve => setTimeout(resolve, 3_000));
    assert.equal(file.document.getText(), before, "nothing is changed yet");
    await commands.executeCommand("refactorPreview.apply");
    await eventually(
      "the file of several stages",
      () => file.document.getText(),
      text => RUNS.test(text),
    );
    await commands.executeCommand("notifications.clearAll");
    await done;
    await window.showTextDocument(file.document);
    await commands.executeCommand("undo");
    assert.equal(file.document.getText(), before, "one step takes it back");
  });

  it("has no comments of ours where the settings say so", async () => {
    const file = await openMarked(SINGLE);
    const settings = workspace.getConfiguration("dockerfileStages", file.document);
    await settings.update("convert.explain", false, true);
    try {
      const actions = await eventually(
        "the refactoring without comments",
        () =>
          commands.executeCommand<CodeAction[]>(
            "vscode.executeCodeActionProvider",
            file.uri,
            file.editor.selection,
            "refactor.rewrite",
          ),
        found => found.some(({ edit }) => edit?.entries()[0]?.[1][0]?.newText.startsWith("FROM") === true),
      );
      assert.ok(actions.length > 0);
    } finally {
      await settings.update("convert.explain", undefined, true);
    }
  });
});
