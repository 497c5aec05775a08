/** What "Select Builder…" and "Select Docker Context (Engine)…" share: asking docker for a list, and letting a person choose from it. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { readBuildSettings } from "../../build/request/buildSettings";
import type { ChosenPlace } from "../../build/engines/chosenPlace";
import type { PlaceItem } from "../../build/engines/placeItems";
import * as problems from "../../build/problems/problems";
import type { Problem } from "../../build/problems/problems";
import { toolCommand } from "../../engine/engine";
import { QUESTION_MS, runTool } from "../../engine/runTool";
import { notify } from "../../build/problems/notify";
import { activeDockerfile } from "../resolveStage";
import { refusedInRestrictedMode } from "../../build/restrictedMode";

/** What docker prints, or why it does not. */
export async function askDocker(
  args: readonly string[],
  dockerContext: string | undefined,
): Promise<{ out: string; problem?: never } | { problem: Problem; out?: never }> {
  const configuration = vscode.workspace.getConfiguration("dockerfileStages", activeDockerfile()?.uri);
  const read = readBuildSettings(key => configuration.get(key));
  if ("problem" in read) {
    return { problem: { message: read.problem, steps: [problems.openSetting(read.setting)] } };
  }
  const program = read.settings.programs.docker;
  const engine = { builder: "buildx", program, progress: "none" } as const;
  const answer = await runTool(
    toolCommand({ ...engine, ...(dockerContext !== undefined && { dockerContext }) }, args),
    { timeoutMs: QUESTION_MS },
  );
  if (answer.notStarted !== undefined) {
    return { problem: problems.noEngine({ missing: "program", reason: answer.notStarted }, program) };
  }
  if (answer.status === 0) return { out: answer.out };
  if (answer.timedOut) return { problem: { message: answer.err, steps: [] } };
  const words = answer.err.trim();
  const message = l10n.t('"{0} {1}" failed: {2}', program, args.join(" "), words);
  return { problem: problems.choiceIsGone(words) ?? { message, steps: [] } };
}

/**
 * Lets a person choose from the list, or go on to the other command; `undefined` if nothing was chosen. In a workspace that is not
 * trusted nothing is asked.
 */
export async function choosePlace(
  title: string,
  placeHolder: string,
  list: () => Promise<PlaceItem[] | Problem>,
  other: { label: string; command: string },
): Promise<ChosenPlace | undefined> {
  if (refusedInRestrictedMode()) return undefined;
  let problem: Problem | undefined;
  const items = list().then((found): (vscode.QuickPickItem & { place?: ChosenPlace })[] => {
    if (Array.isArray(found)) {
      return [...found, { label: "", kind: vscode.QuickPickItemKind.Separator }, { label: other.label }];
    }
    problem = found;
    throw new Error(found.message);
  });
  try {
    // The list is there at once, and filled when docker has answered.
    const choice = await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
    if (choice === undefined) return undefined;
    if (choice.place === undefined) await vscode.commands.executeCommand(other.command);
    return choice.place;
  } catch (error) {
    if (problem === undefined) throw error;
    notify(problem);
    return undefined;
  }
}
