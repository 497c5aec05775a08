import { strict as assert } from "node:assert";
import { commands, workspace, type CodeAction } from "vscode";
import { eventually } from "../eventually";
import { openMarked } from "./markedFile";

const SINGLE = `FROM golang:1.26
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /usr/local/bin/app .
<|>EXPOSE 8080
CMD ["app"]
`;
const SHOWN = "dockerfile-stages-converted";
const BEGINS = "# Build stage: only what is copied";
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

  it("is shown beside what it would be by the command, and left alone until somebody says so", async () => {
    const file = await openMarked(SINGLE);
    const before = file.document.getText();
    const done = commands.executeCommand("dockerfileStages.convertToMultiStage");
    const shown = await eventually(
      "the file of several stages, beside it",
      () => workspace.textDocuments.find(({ uri }) => uri.scheme === SHOWN)?.getText() ?? "",
      text => text !== "",
    );
    assert.match(shown, RUNS);
    assert.equal(file.document.getText(), before);
    let isDone = false;
    void done.then(() => (isDone = true));
    // It waits for an answer a moment after the diff is there.
    await eventually(
      "the proposal is dismissed",
      async () => {
        await commands.executeCommand("dockerfileStages.dismissProposal", file.uri);
        return isDone;
      },
      Boolean,
    );
    assert.equal(file.document.getText(), before, "nobody has said so");
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
