// Files and folders of this machine, as the server reads them.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readFolder, readRegularFile, realPath } from "../../server/src/node/files";

describe("files of this machine", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-files-"));
    mkdirSync(join(folder, "folder"));
    for (const name of ["a", "b", "c"]) writeFileSync(join(folder, "folder", name), "");
    writeFileSync(join(folder, "text"), "FROM alpine\u00e9\n");
    writeFileSync(join(folder, "empty"), "");
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  const at = (name: string) => join(folder, name);

  it("are read as text, up to a number of bytes", async () => {
    assert.equal(await readRegularFile(at("text"), 1000), "FROM alpine\u00e9\n");
    assert.equal(await readRegularFile(at("text"), 4), "FROM");
    assert.equal(await readRegularFile(at("text"), 14), "FROM alpine\u00e9\n");
    assert.equal(await readRegularFile(at("empty"), 1000), "");
  });

  it("are not read where they are folders, pipes or not there", async function () {
    assert.equal(await readRegularFile(at("folder"), 1000), null);
    await assert.rejects(readRegularFile(at("gone"), 1000));
    if (process.platform === "win32") return;
    execFileSync("mkfifo", [at("pipe")]);
    assert.equal(await readRegularFile(at("pipe"), 1000), null);
    assert.equal(await readRegularFile("/dev/zero", 1000), null);
  });

  it("are read whole where the file system does not say how long they are", async function () {
    if (process.platform !== "linux") this.skip();
    assert.match((await readRegularFile("/proc/self/status", 100_000)) ?? "", /^Name:[^]*VmRSS:/);
  });

  it("are listed, up to a number, and with links followed to where they lead", async () => {
    assert.deepEqual(
      (await readFolder(folder, 100)).filter(({ isFolder }) => isFolder),
      [{ name: "folder", isFolder: true }],
    );
    assert.equal((await readFolder(at("folder"), 100)).length, 3);
    assert.equal((await readFolder(at("folder"), 2)).length, 2);
    await assert.rejects(readFolder(at("text"), 100));
    await assert.rejects(readFolder(at("gone"), 100));
    symlinkSync(at("folder"), at("link"), "junction");
    assert.equal(await realPath(at("link")), await realPath(at("folder")));
  });
});
