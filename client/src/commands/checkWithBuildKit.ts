/** "Check with BuildKit": what the builder says of the Dockerfile in the active editor. */
import * as path from "node:path";
import * as vscode from "vscode";
import type { BuilderCheck } from "../build/builderCheck";
import * as problems from "../build/problems";
import { activeDockerfile, noDockerfile, tell } from "./stageAtHand";

const MESSAGE_MS = 5_000;

/** The command's handler. */
export async function checkWithBuildKit({ check }: Pick<BuilderCheck, "check">): Promise<void> {
  const document = activeDockerfile();
  if (document === undefined) {
    tell(noDockerfile);
    return;
  }
  const name = path.basename(document.uri.path);
  if (!vscode.workspace.isTrusted) tell(problems.untrusted);
  else if (document.uri.scheme === "untitled") tell(problems.untitled(name));
  else if (document.uri.scheme !== "file") tell(problems.notOnDisk(name, document.uri.scheme));
  else {
    if (document.isDirty && !(await document.save())) {
      tell({ message: `${name} could not be saved, so nothing was checked.`, steps: [] });
      return;
    }
    const outcome = await check(document);
    if ("reason" in outcome)
      tell({ message: `BuildKit did not check ${name}: ${outcome.reason}`, steps: [] });
    else vscode.window.setStatusBarMessage(summary(outcome.findings), MESSAGE_MS);
  }
}

function summary(findings: number): string {
  if (findings === 0) return "BuildKit says nothing that is not shown already.";
  return `BuildKit adds ${findings} ${findings === 1 ? "finding" : "findings"}.`;
}
