/**
 * Drives the real window as a person would: the packed extension installed into a fresh VS Code, opened in a browser,
 * clicked and typed into. A picture of every step goes to artifacts/ui.
 */
import { rmSync } from "node:fs";
import { browserObstacle } from "../../../scripts/vscode/browserObstacle";
import { failureOf, noTests, skipSuite, writeSuiteResult } from "../../support/suiteResult";
import { runMocha } from "../mochaRun";
import { packBuiltExtension } from "./packedExtension";
import { RETRIED } from "./retried";
import { PICTURES } from "./pictures";
import { closeSharedWindow } from "./sharedWindow";
import { closeWidgets, pictureFailure } from "./window";

/** A picture of what was there, and nothing of it for the next test. */
async function leaveFailure({ title }: { title: string }): Promise<void> {
  await pictureFailure(title);
  await closeWidgets();
}

async function main(): Promise<void> {
  const obstacle = browserObstacle();
  if (obstacle !== null) {
    skipSuite("The window tests", obstacle);
    return;
  }
  rmSync(PICTURES, { recursive: true, force: true });
  packBuiltExtension();
  const failures = await runMocha({
    timeout: 240_000,
    retried: RETRIED,
    beforeRetry: leaveFailure,
    load: async () => {
      afterEach(async function () {
        if (this.currentTest?.state === "failed") await leaveFailure(this.currentTest);
      });
      after(closeSharedWindow);
      await import("./webWorker.test");
      await import("./graphPage.test");
      // What is measured has no other window beside it.
      await import("./manyLines.test");
      await import("./german.test");
      await import("./colours.test");
      await import("./newDockerfile.test");
      await import("./restrictedMode.test");
      await import("./walkthrough.test");
      await import("./readme.test");
      // These share a window: first those that want no findings of other files.
      await import("./findings.test");
      await import("./convert.test");
      await import("./session.test");
      await import("./live.test");
      await import("./inside.test");
      await import("./takeOut.test");
      await import("./uses.test");
      await import("./report.test");
      await import("./why.test");
      await import("./order.test");
      await import("./debug.test");
      await import("./aroundFiles.test");
      await import("./inlineDockerfile.test");
      await import("./renameAround.test");
      await import("./language.test");
      await import("./stagesView.test");
      await import("./testing.test");
      await import("./graph.test");
    },
  });
  process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  // Nothing ran: that counts as one failure.
  writeSuiteResult({ ...noTests(), failed: [failureOf("The window tests", error)] });
  process.exitCode = 1;
});
