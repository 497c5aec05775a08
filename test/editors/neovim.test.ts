/** A second real client: Neovim, set up as docs/editors.md says with the package of npm, does with stages what a person does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
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

const DOCKERFILE = `# compile makes the program
FROM alpine:3.22 AS compile
RUN make

FROM compile AS test
RUN --mount=type=bind,from=compile,target=/src true

FROM scratch
COPY --link --from=compile /program /
COPY --from=9 /nothing /
`;

interface Result {
  error?: string;
  diagnostics: { line: number; code: string }[];
  definition: [number, number];
  references: [number, number][];
  renamed: string[];
  hover?: string;
}

interface Builds {
  error?: string;
  lenses: [number, string][];
  builds: SeenBuild[];
  newer: unknown;
}

/** The Lua that docs/editors.md gives: what lenses do, the setup for Neovim 0.11 and that for earlier versions. */
function documentedLua(): { lenses: string; newer: string; earlier: string } {
  const blocks = documentedBlocks("lua").filter(({ heading }) => heading === "Neovim");
  const [lenses = "", newer = "", earlier = ""] = blocks.map(({ text }) => text);
  assert.equal(blocks.length, 3);
  assert.ok(lenses.includes("vim.lsp.commands"), "docs/editors.md has no lenses for Neovim");
  assert.ok(newer.includes("vim.lsp.config"), "docs/editors.md has no setup for Neovim 0.11");
  assert.ok(earlier.includes("start_client"), "docs/editors.md has no setup for Neovim before 0.11");
  return { lenses, newer, earlier };
}

describe("Neovim", () => {
  let project: Project;

  before(function () {
    // The first test of another editor packs and installs the package.
    this.timeout(2 * WITHIN);
    const version = spawnSync("nvim", ["--version"], { encoding: "utf8" });
    if (version.status !== 0) skipBecause(this, "Neovim is not installed");
    project = openProject({
      ...PROJECT,
      Dockerfile: DOCKERFILE,
      "dev/Dockerfile": "FROM alpine:3.22 AS base\n\nFROM base AS dev\n",
      "dev/compose.yaml": "services:\n  api:\n    build:\n      context: .\n      target: dev\n",
    });
    const { lenses, newer, earlier } = documentedLua();
    writeFileSync(join(project.folder, "init.lua"), `${lenses}\n${earlier}`);
    writeFileSync(join(project.folder, "newer.lua"), `${lenses}\n${newer}`);
  });

  after(() => {
    // It is not there where Neovim is not.
    (project as Project | undefined)?.remove();
  });

  /** Runs a script in a headless Neovim that has opened a file of the folder; answers what the script left as its result. */
  const drive = (file: string, script: string) =>
    project.drive("nvim", [
      ...["--headless", "--clean", "-u", join(project.folder, "init.lua")],
      ...[file, "-c", `luafile ${join(__dirname, script)}`],
    ]);

  it("shows findings, goes to a stage, lists its references, renames it and shows its hover", function () {
    this.timeout(WITHIN + 5_000);
    const seen = drive("Dockerfile", "neovim.lua") as Result;
    assert.equal(seen.error, undefined);
    assert.ok(seen.diagnostics.some(({ line, code }) => line === 9 && code === "InvalidStageIndex"));
    assert.deepEqual(seen.definition, [2, 20]);
    assert.deepEqual(seen.references, [
      [2, 21],
      [5, 6],
      [6, 28],
      [9, 20],
    ]);
    assert.equal(seen.renamed.join("\n"), DOCKERFILE.replaceAll("compile", "build").trimEnd());
    assert.match(seen.hover ?? "", /build/);
  });

  it("goes from a target in compose.yaml to the stage, in the Dockerfile of its context", function () {
    this.timeout(WITHIN + 5_000);
    const seen = drive(join("dev", "compose.yaml"), "neovimCompose.lua") as {
      error?: string;
      file: string;
      cursor: unknown;
    };
    assert.equal(seen.error, undefined);
    assert.equal(seen.file, join("dev", "Dockerfile"));
    assert.deepEqual(seen.cursor, [3, 13]);
  });

  it("renames a stage in all files that name it, shows the lenses, and builds the stages of those", function () {
    this.timeout(WITHIN + 5_000);
    const seen = drive(join("api", "Dockerfile"), "neovimBuilds.lua") as Builds;
    assert.equal(seen.error, undefined);
    for (const [path, text] of Object.entries(RENAMED)) assert.equal(project.read(path), text, path);
    assert.deepEqual(comparedLenses(seen.lenses, 0), LENSES);
    assertBuilds(project, seen.builds, () => project.folder, false);
    assert.ok(seen.builds.slice(3).every(({ warned }) => warned));
    // Debian's Neovim has no `vim.lsp.config`: what the newer setup gives it is the same server.
    const fileTypes = [
      "dockerfile",
      "yaml",
      "yaml.docker-compose",
      "hcl",
      "json",
      "jsonc",
      "make",
      "sh",
      "toml",
    ];
    assert.deepEqual(seen.newer, {
      name: "dockerfile-stages",
      enabled: "dockerfile-stages",
      cmd: ["dockerfile-stages-language-server", "--stdio"],
      filetypes: fileTypes,
      root_markers: [".git"],
      init_options: { commands: ["dockerfileStages.buildUpToStage"] },
      on_attach: "function",
    });
    assert.ok(
      documentedLua().earlier.includes(`pattern = { ${fileTypes.map(each => `"${each}"`).join(", ")} }`),
    );
  });
});
