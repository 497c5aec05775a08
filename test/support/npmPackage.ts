/** The package of npm, packed of what is built and installed into an empty folder as people install it. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packNpm } from "../../scripts/packageNpm";

/** An installed package. */
export interface InstalledPackage {
  /** The folder that it is installed in: nothing of the repository is near. */
  readonly folder: string;
  /** The folder of its commands. */
  readonly commands: string;
  /** What it was installed from. */
  readonly tarball: string;
  readonly remove: () => void;
}

/** Packs and installs it, without a network. */
export function installPackage(): InstalledPackage {
  const folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-npm-test "));
  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), '{ "private": true }\n');
  const tarball = packNpm({ out: join(folder, "package.tgz") });
  const installed = spawnSync("npm", ["install", "--offline", "--no-audit", "--no-fund", `"${tarball}"`], {
    cwd: project,
    encoding: "utf8",
    shell: true,
  });
  assert.equal(installed.status, 0, installed.stderr);
  return {
    folder: project,
    commands: join(project, "node_modules", ".bin"),
    tarball,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
