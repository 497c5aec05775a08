/** Which VS Code runs the suite. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { forcedEditor, hasDisplay } from "../../scripts/vscode/desktop";

/** The path of a desktop VS Code to use instead of a downloaded one. */
const EXECUTABLE_VARIABLE = "DOCKERFILE_STAGES_VSCODE";

/** Without a network the first question to the download server has failed by then. */
const DOWNLOAD_SILENCE = 8000;

/** The executable for `runTests`: of the desktop where it can be had, else the host that shows VS Code in a browser. */
export async function chooseEditor(root: string): Promise<string> {
  const browserHost = join(root, "scripts", "vscode", "browserHost.mjs");
  const forced = forcedEditor();
  if (forced === "browser") return browserHost;

  const given = process.env[EXECUTABLE_VARIABLE];
  if (given) {
    if (!existsSync(given)) throw new Error(`${EXECUTABLE_VARIABLE} names ${given}, which does not exist.`);
    return given;
  }
  try {
    if (!hasDisplay()) throw new Error("there is no display (run this under xvfb-run to have one)");
    return await downloadAndUnzipVSCode({
      version: "stable",
      cachePath: join(root, ".vscode-test"),
      extensionDevelopmentPath: root,
      timeout: DOWNLOAD_SILENCE,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (forced === "desktop")
      throw new Error(`The desktop VS Code cannot be used: ${reason}.`, { cause: error });
    console.log(`The desktop VS Code cannot be used: ${reason}.\nTaking the VS Code in the browser instead.`);
    return browserHost;
  }
}
