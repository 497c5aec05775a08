/** Which VS Code runs the suite. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode } from "@vscode/test-electron";
import { forcedEditor, hasDisplay } from "../../scripts/vscode/desktop";

/** The path of a desktop VS Code to use instead of a downloaded one. */
const EXECUTABLE_VARIABLE = "DOCKERFILE_STAGES_VSCODE";

/** Without a network the first question to the download server has failed by then. */
const DOWNLOAD_SILENCE = 8000;

/** What `runTests` is to start. */
export interface ChosenEditor {
  executable: string;
  /** It is not a desktop VS Code, but the one that a browser shows. */
  inBrowser: boolean;
}

/** The desktop VS Code where it can be had, else the host that shows VS Code in a browser. */
export async function chooseEditor(root: string): Promise<ChosenEditor> {
  const browserHost = {
    executable: join(root, "scripts", "vscode", "browserHost.mjs"),
    inBrowser: true,
  };
  const forced = forcedEditor();
  if (forced === "browser") return browserHost;

  const given = process.env[EXECUTABLE_VARIABLE];
  if (given) {
    if (!existsSync(given)) throw new Error(`${EXECUTABLE_VARIABLE} names ${given}, which does not exist.`);
    return { executable: given, inBrowser: false };
  }
  try {
    if (!hasDisplay()) throw new Error("there is no display (run this under xvfb-run to have one)");
    const executable = await downloadAndUnzipVSCode({
      version: "stable",
      cachePath: join(root, ".vscode-test"),
      extensionDevelopmentPath: root,
      timeout: DOWNLOAD_SILENCE,
    });
    return { executable, inBrowser: false };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (forced === "desktop")
      throw new Error(`The desktop VS Code cannot be used: ${reason}.`, { cause: error });
    console.log(`The desktop VS Code cannot be used: ${reason}.\nTaking the VS Code in the browser instead.`);
    return browserHost;
  }
}
