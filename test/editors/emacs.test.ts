/** Emacs with Eglot, set up as docs/editors.md says with the package of npm, does with stages what a person does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { skipBecause } from "../support/suiteResult";
import {
  LENSES,
  PROJECT,
  RENAMED,
  WITHIN,
  assertBuilds,
  comparedLenses,
  documentedBlocks,
  openProject,
} from "./editor";
import type { Project, SeenBuild } from "./editor";

interface Result {
  error?: string;
  diagnostics: [number, number, string][];
  definition: [string, number, number];
  lenses: [number, string][];
  builds: SeenBuild[];
}

describe("Emacs", () => {
  let project: Project;

  before(function () {
    this.timeout(2 * WITHIN);
    const packages = ["eglot", "dockerfile-mode", "yaml-mode"].flatMap(name => [
      "--eval",
      `(require '${name})`,
    ]);
    const found = spawnSync("emacs", ["--batch", ...packages], { encoding: "utf8" });
    if (found.status !== 0)
      skipBecause(this, "Emacs with Eglot and the modes of Dockerfiles and YAML is not installed");
    project = openProject({
      ...PROJECT,
      Dockerfile: "FROM alpine:3.22 AS compile\nFROM scratch\nCOPY --from=9 /nothing /\n",
      "dev/Dockerfile": "FROM alpine:3.22 AS base\n\nFROM base AS dev\n",
      "dev/compose.yaml": "services:\n  api:\n    build:\n      context: .\n      target: dev\n",
      // What the page gives, as it is.
      "init.el": documentedBlocks("elisp")
        .filter(({ heading }) => heading === "Emacs")
        .map(({ text }) => text)
        .join("\n"),
    });
    writeFileSync(join(project.folder, ".gitignore"), "init.el\n");
    // Eglot takes the repository of a file as the workspace.
    assert.equal(spawnSync("git", ["init", "--quiet", project.folder]).status, 0);
  });

  after(() => {
    // It is not there where Emacs is not.
    (project as Project | undefined)?.remove();
  });

  it("shows findings, goes to a stage in another file, renames one in all files, shows lenses and builds", function () {
    this.timeout(WITHIN + 5_000);
    const script = join(__dirname, "emacs.el");
    const seen = project.drive("emacs", ["--batch", "-l", "init.el", "-l", script]) as Result;
    assert.equal(seen.error, undefined);
    assert.ok(seen.diagnostics.some(([line, , text]) => line === 3 && text.includes("InvalidStageIndex")));
    assert.deepEqual(seen.definition, ["dev/Dockerfile", 3, 13]);
    for (const [path, text] of Object.entries(RENAMED)) assert.equal(project.read(path), text, path);
    assert.deepEqual(comparedLenses(seen.lenses, 1), LENSES);
    assertBuilds(project, seen.builds, dirname, true);
  });
});
