/** "Open Shell before the Failure": looks around where the instruction that failed would have run. */
import * as l10n from "@vscode/l10n";
import { buildBefore, failedInstruction } from "../../build/buildBefore";
import type { Builds } from "../../build/builds";
import { imageOfBuild } from "../../build/builtImage";
import { failedBuild } from "./failureCommands";
import { openShellIn } from "../inside/openShell";
import { notify } from "../../build/problems/notify";

/** Builds up to the instruction before the one that failed, and opens a shell there. */
export async function openShellBeforeFailure(builds: Builds, argument: unknown): Promise<void> {
  const build = failedBuild(builds, argument);
  if (build === undefined) return;
  const instruction = failedInstruction(build);
  if (instruction === undefined) {
    notify({ message: l10n.t("The builder did not report which instruction failed."), steps: [] });
    return;
  }
  const before = await buildBefore(builds, build, instruction);
  if ("reason" in before) {
    notify({ message: l10n.t("Could not open a shell before the failure: {0}", before.reason), steps: [] });
    return;
  }
  // The stage in question is the one that failed, whichever was asked for.
  const { uri, file } = build;
  const stage = file.model.stages[instruction.stage ?? file.target]?.displayName;
  const built = await imageOfBuild({ uri, stage, request: before.request, status: 0 });
  if (built?.problem !== undefined) notify({ message: built.problem, steps: [] });
  else if (built !== undefined) await openShellIn(built.answer);
}
