/** The real repositories that tests read files of, where there are any: they are not part of the project. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where the data about them is, beside the archive. */
export function sharedAround(): string {
  return join(process.env["DOCKERFILE_STAGES_SHARED"] ?? "", "around");
}

/** Unpacks the repositories for the suite that is being described; answers what gives their folder to its tests. */
export function unpackRepositories(): () => string {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-around-"));
    execFileSync("tar", ["-xzf", join(sharedAround(), "files.tar.gz"), "-C", folder]);
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return () => folder;
}
