/** "Open Shell before the Failure": looks around where the instruction that failed would have run. */
import * as l10n from "@vscode/l10n";
import { buildBefore, failedInstruction } from "../../build/buildBefore";
import type { BuildTerminals } from "../../build/task/buildTerminal";
import { imageOfBuild } from "../../build/builtImage";
import { failedBuild } from "./failureCommands";
import { openShellIn } from "../inside/openShell";
import { tell } from "../stageAtHand";

/** Builds up to the instruction before the one that failed, and opens a shell there. */
export async function openShellBeforeFailure(terminals: BuildTerminals, argument: unknown): Promise<void> {
  const build = failedBuild(terminals, argument);
  if (build === undefined) return;
  const instruction = failedInstruction(build);
  if (instruction === undefined) {
    tell({ message: l10n.t("The builder did not say which instruction failed."), steps: [] });
    return;
  }
  const before = await buildBefore(terminals.builds, build, instruction);
  if ("reason" in before) {
    tell({ message: l10n.t("No shell before the failure: {0}", before.reason), steps: [] });
    return;
  }
  const { uri, stage } = build;
  const built = await imageOfBuild(terminals, { uri, stage, request: before.request, status: 0 });
  if (built?.problem !== undefined) tell({ message: built.problem, steps: [] });
  else if (built !== undefined) await openShellIn(built.answer);
}
