/** Drives VS Code for the Web, as at vscode.dev: the packed extension in the browser's own workers, over files that are on no disk. */
import { rmSync } from "node:fs";
import { browserObstacle } from "../../../scripts/vscode/browserObstacle";
import { failureOf, noTests, skipSuite, writeSuiteResult } from "../../support/suiteResult";
import { runMocha } from "../mochaRun";
import { PICTURES, unpackExtension } from "./webWindow";

async function main(): Promise<void> {
  const obstacle = browserObstacle();
  if (obstacle !== null) {
    skipSuite("The tests of VS Code for the Web", obstacle);
    return;
  }
  rmSync(PICTURES, { recursive: true, force: true });
  unpackExtension();
  const failures = await runMocha({
    timeout: 180_000,
    beforeRetry: () => Promise.resolve(),
    load: async () => {
      await import("./browser.test");
      await import("./pages.test");
      await import("./worker.test");
    },
  });
  process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // Nothing ran: that counts as one failure.
  writeSuiteResult({ ...noTests(), failed: [failureOf("The tests of VS Code for the Web", error)] });
  process.exitCode = 1;
});
