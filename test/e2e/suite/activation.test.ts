import { strict as assert } from "node:assert";
import {
  commands,
  extensions,
  Position,
  Uri,
  workspace,
  type CompletionList,
  type Location,
  type LocationLink,
} from "vscode";
import { eventually } from "../eventually";

describe("the extension", () => {
  it("starts in a folder with a Dockerfile, and serves the files around it before that is opened", async () => {
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const around = Uri.joinPath(folder.uri, "activation");
    const write = async (name: string, text: string) => {
      const uri = Uri.joinPath(around, name);
      await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
      return uri;
    };
    await write("api/Dockerfile", "FROM scratch AS base\nFROM base AS dev\n");
    const compose = await write("compose.yaml", "services: {api: {build: {context: api, target: dev}}}\n");
    try {
      await workspace.openTextDocument(compose);
      const isOpen = () => workspace.textDocuments.some(({ languageId }) => languageId === "dockerfile");
      assert.equal(isOpen(), false);
      const found = await eventually(
        "the stage is found",
        () =>
          commands.executeCommand<(Location | LocationLink)[]>(
            "vscode.executeDefinitionProvider",
            compose,
            new Position(0, 48),
          ),
        places => places.length > 0,
      );
      assert.equal(isOpen(), false);
      const [place] = found;
      assert.ok(place);
      const [uri, range] = "uri" in place ? [place.uri, place.range] : [place.targetUri, place.targetRange];
      assert.deepEqual([uri.path.endsWith("/api/Dockerfile"), range.start.line], [true, 1]);
    } finally {
      await workspace.fs.delete(around, { recursive: true });
    }
  });

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
