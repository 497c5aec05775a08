/**
 * Runs the suite of `suite/` inside a real VS Code, through `runTests` of @vscode/test-electron: in the desktop VS Code
 * that it downloads, and where that cannot be had in the same VS Code shown by a browser. `npm test` has built the extension.
 */
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { browserObstacle } from "../../scripts/vscode/browserObstacle";
import { failureOf, noTests, skipSuite, writeSuiteResult } from "../support/suiteResult";
import { chooseEditor } from "./chooseEditor";
import { ROOT } from "./root";

const SUITE = join(ROOT, "out", "e2e", "suite.js");

async function main(): Promise<void> {
  const editor = await chooseEditor(ROOT);
  const obstacle = editor.inBrowser ? browserObstacle() : null;
  if (obstacle !== null) {
    skipSuite("The suite inside VS Code", obstacle);
    return;
  }
  const result = process.env["SUITE_RESULT"];
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "dfs-e2e-")));
  try {
    await bundleSuite();
    const folder = join(scratch, "workspace");
    cpSync(join(__dirname, "fixtures"), folder, { recursive: true });
    const ownResult = join(scratch, "result.json");
    await runTests({
      vscodeExecutablePath: editor.executable,
      extensionDevelopmentPath: ROOT,
      extensionTestsPath: SUITE,
      launchArgs: [
        folder,
        `--user-data-dir=${join(scratch, "data")}`,
        `--extensions-dir=${join(scratch, "extensions")}`,
        "--disable-telemetry",
      ],
      extensionTestsEnv: {
        SUITE_RESULT: result ?? ownResult,
        // A server of VS Code takes its PATH from a login shell.
        DOCKERFILE_STAGES_PATH: process.env["PATH"] ?? "",
        DOCKERFILE_STAGES_ARTIFACTS: join(ROOT, "artifacts", "e2e"),
        ...(process.stdout.isTTY ? { MOCHA_COLORS: "1" } : {}),
      },
    });
    if (!existsSync(result ?? ownResult))
      throw new Error("VS Code ended well, but its suite never reported.");
  } catch (error) {
    // A suite that failed has written its own counts; one that never ran counts as one failure.
    if (result && !existsSync(result)) {
      writeSuiteResult({ ...noTests(), failed: [failureOf("The tests inside VS Code", error)] });
    }
    throw error;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One file that the extension host can `require`; mocha stays outside, because it finds its own parts by path. */
async function bundleSuite(): Promise<void> {
  await build({
    entryPoints: [join(__dirname, "suite", "index.ts")],
    outfile: SUITE,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    logLevel: "warning",
  });
  // The engines of tests are guarded by a script that is looked for beside the code.
  cpSync(join(ROOT, "test", "support", "engines", "guarded.sh"), join(dirname(SUITE), "guarded.sh"));
}

// `runTests` ends VS Code at Ctrl+C only, and answers then; so nothing is left behind at the other one either.
process.on("SIGTERM", () => process.emit("SIGINT"));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
