/** Starts the real VS Code with the extension, lets it click, and answers what it measured. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { browserObstacle } from "../../scripts/vscode/browserObstacle";
import { chooseEditor } from "../../test/e2e/chooseEditor";
import { dockerfileOf, FIRST_CLICKS } from "../buildCases";
import { removeImagesOf } from "../builtImages";
import type { EditorFigures } from "./figures";

/** The figures, or why there are none. The bundles must be built. */
export async function measureInEditor(root: string): Promise<EditorFigures | { skipped: string }> {
  const editor = await chooseEditor(root);
  const obstacle = editor.inBrowser ? browserObstacle() : null;
  if (obstacle !== null) return { skipped: obstacle };
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "dfs-bench-")));
  const folder = join(scratch, `dfs-bench-${process.pid}`);
  try {
    mkdirSync(folder);
    const figures = join(scratch, "figures.json");
    const script = join(root, "out", "bench", "inside.js");
    await build({
      entryPoints: [join(__dirname, "inside.ts")],
      outfile: script,
      bundle: true,
      platform: "node",
      format: "cjs",
      target: "node20",
      external: ["vscode"],
      logLevel: "warning",
    });
    await runTests({
      vscodeExecutablePath: editor.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: script,
      launchArgs: [
        folder,
        `--user-data-dir=${join(scratch, "data")}`,
        `--extensions-dir=${join(scratch, "extensions")}`,
        "--disable-telemetry",
      ],
      extensionTestsEnv: { DOCKERFILE_STAGES_BENCH: figures },
    });
    return JSON.parse(readFileSync(figures, "utf8")) as EditorFigures;
  } finally {
    for (let number = 0; number <= FIRST_CLICKS; number++) {
      await removeImagesOf(dockerfileOf(folder, "quick", number));
    }
    for (const which of ["slow", "long"] as const) await removeImagesOf(dockerfileOf(folder, which, 0));
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}
