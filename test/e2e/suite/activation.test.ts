import { strict as assert } from "node:assert";
import { extensions, workspace } from "vscode";

describe("the extension", () => {
  it("is there, and starts when a Dockerfile is opened", async () => {
    const extension = extensions.getExtension("dockerfile-stages.dockerfile-stages");
    assert.ok(extension, "VS Code has not loaded the extension under test");
    await workspace.openTextDocument({ language: "dockerfile", content: "FROM scratch\n" });
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
