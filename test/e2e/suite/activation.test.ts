import { strict as assert } from "node:assert";
import { commands, extensions, Position, workspace, type CompletionList } from "vscode";
import { eventually } from "../eventually";

describe("the extension", () => {
  it("is there, and starts when a Dockerfile is opened; soon its server answers", async () => {
    const extension = extensions.getExtension("dockerfile-stages.dockerfile-stages");
    assert.ok(extension, "VS Code has not loaded the extension under test");
    const content = "FROM scratch AS first\nFROM ";
    const { uri } = await workspace.openTextDocument({ language: "dockerfile", content });
    await extension.activate();
    assert.equal(extension.isActive, true);
    // The window does not wait for the server, so the first who asks may be too early. All other tests come after this.
    await eventually(
      "the stage is offered",
      () =>
        commands.executeCommand<CompletionList>(
          "vscode.executeCompletionItemProvider",
          uri,
          new Position(1, 5),
        ),
      ({ items }) =>
        items.some(({ label }) => label === "first" || (label as { label: string }).label === "first"),
    );
  });
});
