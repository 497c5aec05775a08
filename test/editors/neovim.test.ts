/** A second real client: Neovim, set up as docs/editors.md says with the package of npm, does with stages what a person does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { installPackage } from "../support/npmPackage";
import type { InstalledPackage } from "../support/npmPackage";
import { skipBecause } from "../support/suiteResult";

const ROOT = resolve(__dirname, "../..");
const WITHIN = 60_000;

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

/** The Lua that docs/editors.md gives for Neovim before 0.11. */
function documentedSetup(): string {
  const page = readFileSync(join(ROOT, "docs", "editors.md"), "utf8");
  const lua = [...page.matchAll(/```lua\n([^]*?)```/g)].map(([, block]) => block ?? "");
  const setup = lua.find(block => block.includes("start_client"));
  assert.ok(setup, "docs/editors.md has no setup for Neovim before 0.11");
  return setup;
}

describe("Neovim", () => {
  let folder: string;
  let installed: InstalledPackage | undefined;

  before(function () {
    this.timeout(WITHIN);
    const version = spawnSync("nvim", ["--version"], { encoding: "utf8" });
    if (version.status !== 0) skipBecause(this, "Neovim is not installed");
    folder = mkdtempSync(join(tmpdir(), "dockerfile-stages-nvim-"));
    installed = installPackage();
    writeFileSync(join(folder, "init.lua"), documentedSetup());
    writeFileSync(join(folder, "Dockerfile"), DOCKERFILE);
  });

  after(() => {
    installed?.remove();
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a script in a headless Neovim that has opened a file of the folder; answers what the script left as its result. */
  function drive(file: string, script: string): unknown {
    const result = join(folder, "result.json");
    rmSync(result, { force: true });
    const driver = join(__dirname, script);
    const ended = spawnSync(
      "nvim",
      ["--headless", "--clean", "-u", join(folder, "init.lua"), file, "-c", `luafile ${driver}`],
      {
        cwd: folder,
        encoding: "utf8",
        timeout: WITHIN,
        env: {
          ...process.env,
          RESULT: result,
          PATH: `${installed?.commands ?? ""}${delimiter}${process.env["PATH"] ?? ""}`,
          XDG_CACHE_HOME: folder,
          XDG_DATA_HOME: folder,
          XDG_STATE_HOME: folder,
        },
      },
    );
    assert.equal(ended.status, 0, ended.stderr);
    return JSON.parse(readFileSync(result, "utf8"));
  }

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
    mkdirSync(join(folder, "api"));
    writeFileSync(join(folder, "api", "Dockerfile"), "FROM alpine:3.22 AS base\n\nFROM base AS dev\n");
    writeFileSync(
      join(folder, "compose.yaml"),
      "services:\n  api:\n    build:\n      context: api\n      target: dev\n",
    );
    const seen = drive("compose.yaml", "neovimCompose.lua") as {
      error?: string;
      file: string;
      cursor: unknown;
    };
    assert.equal(seen.error, undefined);
    assert.equal(seen.file, join("api", "Dockerfile"));
    assert.deepEqual(seen.cursor, [3, 13]);
  });
});
