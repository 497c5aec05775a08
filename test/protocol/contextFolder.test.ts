import assert from "node:assert/strict";
import { contextFolder } from "../../server/src/workspace/contextFolder";

describe("the build context of a Dockerfile", () => {
  const of = (setting: string, fileDirname: string, workspaceFolder: string | null = null) =>
    contextFolder(setting, { fileDirname, workspaceFolder });

  it("is its folder where no setting names another", () => {
    assert.equal(of("", "file:///work/a"), "file:///work/a");
    assert.equal(of("  ", "file:///work/a", "file:///work"), "file:///work/a");
  });

  it("counts from the workspace folder, else from the folder of the file", () => {
    assert.equal(of("app/web", "file:///work/a", "file:///work"), "file:///work/app/web");
    assert.equal(of("..", "file:///work/a"), "file:///work");
    assert.equal(of("./my files", "vscode-vfs://github/o/r/a"), "vscode-vfs://github/o/r/a/my%20files");
    assert.equal(of("${fileDirname}/..", "file:///work/a", "file:///other"), "file:///work");
    assert.equal(of("${workspaceFolder}", "file:///work/a", "file:///work"), "file:///work");
  });

  it("is where an absolute path says", () => {
    assert.equal(of("/srv/app", "file:///work/a", "file:///work"), "file:///srv/app");
    assert.equal(of("D:\\app\\web", "file:///c%3A/work"), "file:///D%3A/app/web");
    assert.equal(of("sub\\web", "file:///c%3A/work"), "file:///c%3A/work/sub/web");
  });

  it("is no folder where the builder fetches it, or the setting cannot be read", () => {
    for (const setting of ["https://x.y/a.git", "git@x.y:a", "${workspaceFolder}/a", "${env:HOME}/a"])
      assert.equal(of(setting, "file:///work/a"), null, setting);
  });
});
