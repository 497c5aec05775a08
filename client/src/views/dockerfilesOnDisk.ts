/** Hears of Dockerfiles that come, change or go on disk, in all folders of the workspace. */
import * as vscode from "vscode";
import { isDockerfileName } from "../../../server/src/shared/filePatterns";

/**
 * Watches until it is disposed of.
 * @param onComeOrGo a Dockerfile, or a folder that may have some, is there or gone
 * @param onChange the text of a Dockerfile is another on disk; not watched where nobody wants to know
 */
export function watchDockerfiles(onComeOrGo: () => void, onChange?: () => void): vscode.Disposable {
  const files = vscode.workspace.createFileSystemWatcher("**/*", false, onChange === undefined, false);
  const ofFile = ({ path }: vscode.Uri) => {
    // Of what comes and goes with a folder, an editor tells the folder alone.
    const mayBeFolder = !path.slice(path.lastIndexOf("/") + 1).includes(".");
    if (mayBeFolder || isDockerfileName(path)) onComeOrGo();
  };
  return vscode.Disposable.from(
    files,
    files.onDidCreate(ofFile),
    files.onDidDelete(ofFile),
    files.onDidChange(({ path }) => {
      if (isDockerfileName(path)) onChange?.();
    }),
  );
}
