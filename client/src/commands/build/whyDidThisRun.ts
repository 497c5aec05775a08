/** "Why Did This Run?": the steps of the last build that ran, with the reasons; leads to the instruction, the step or the file behind one. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Build, Builds } from "../../build/builds";
import { notify } from "../../build/problems/notify";
import type { StageCost, StepCost } from "../../history/stageCost";
import type { FileChanges, Reason, StepAt } from "../../history/reason";
import { reasonText, stepLabel } from "../../history/reasonWords";
import { showInformation } from "../../messages";
import { inLabel } from "../../progress/uiText";
import type { BuildHistory } from "../../results/buildHistory";
import type { LanguageServer } from "../../server/languageServer";
import { revealLine } from "../../views/revealLine";
import { readArgument } from "../argument";
import { noDockerfile, resolveDockerfile } from "../resolveStage";
import { openChange } from "./openChange";

interface Item extends vscode.QuickPickItem {
  run: () => unknown;
}

/** The command's handler. The argument, if any, names the Dockerfile and may name a line; without one the cursor's counts. */
export async function whyDidThisRun(
  server: LanguageServer,
  builds: Pick<Builds, "latest">,
  history: Pick<BuildHistory, "of">,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { uri } = resolved.document;
  const build = builds.latest(uri);
  const cost = build && history.of(build, build.file.target);
  if (build === undefined || cost === undefined) {
    void showInformation(l10n.t("No build of this Dockerfile has ended in this window."));
    return;
  }
  if (cost.running.length === 0) {
    void showInformation(l10n.t("The last build took all steps from the cache."));
    return;
  }
  const line = readArgument(argument).line ?? cursorLine(uri);
  const step = cost.running.find(({ instruction }) => {
    const range = build.file.instructions[instruction]?.range;
    return line !== undefined && range !== undefined && range.start.line < line && line <= range.end.line + 1;
  });
  const shown: Shown = { server, build, cost };
  await (step === undefined ? pickStep(shown) : pickReason(shown, step));
}

interface Shown {
  server: LanguageServer;
  build: Build;
  cost: StageCost;
}

async function pickStep(shown: Shown): Promise<void> {
  const { cost } = shown;
  await pick(
    l10n.t("Steps that ran: {0} of {1}", cost.running.length, cost.total),
    cost.running.map(step => ({
      label: inLabel(stepLabel(step.text)),
      description: lineWords(shown, step),
      detail: inLabel(sentences(shown, step).join(" ")),
      run: () => pickReason(shown, step),
    })),
  );
}

async function pickReason(shown: Shown, step: StepCost): Promise<void> {
  const instruction: Item = {
    label: `$(go-to-file) ${inLabel(stepLabel(step.text))}`,
    description: lineWords(shown, step),
    run: () => reveal(shown, step.instruction),
  };
  const reasons = step.reasons.flatMap((reason, index) =>
    itemsOf(shown, reason, sentences(shown, step)[index] ?? ""),
  );
  await pick(l10n.t("Why {0} ran", stepLabel(step.text)), [...reasons, instruction]);
}

function itemsOf(shown: Shown, reason: Reason, sentence: string): Item[] {
  if (reason.kind === "files") return fileItems(shown, reason);
  const label = inLabel(sentence);
  if (!("cause" in reason)) return [{ label, run: () => undefined }];
  const cause = stepAt(shown, reason.cause);
  return [{ label, description: l10n.t("Show its reasons"), run: () => cause && pickReason(shown, cause) }];
}

function fileItems({ build }: Shown, { context, added, changed, removed, count }: FileChanges): Item[] {
  const root = context === "" ? build.request.context : (build.request.buildContexts[context] ?? "");
  const item = (path: string, kind: "added" | "changed" | "removed", description: string): Item => ({
    label: `$(file) ${inLabel(path)}`,
    description,
    run: () => openChange(vscode.Uri.joinPath(vscode.Uri.file(root), path), kind),
  });
  const items = [
    ...changed.map(path => item(path, "changed", l10n.t("changed"))),
    ...added.map(path => item(path, "added", l10n.t("new"))),
    ...removed.map(path => item(path, "removed", l10n.t("removed"))),
  ];
  return count > items.length
    ? [...items, { label: l10n.t("and {0} more", count - items.length), run: () => undefined }]
    : items;
}

async function pick(title: string, items: Item[]): Promise<void> {
  const chosen = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  await chosen?.run();
}

function sentences({ build, cost }: Shown, { reasons }: StepCost): string[] {
  const { stages } = build.file.model;
  return reasons.map(reason =>
    reasonText(reason, {
      quote: text => text,
      stageName: index => stages[index]?.displayName ?? "",
      stepText: at =>
        at.step === -1 ? `FROM ${stages[at.stage]?.base.text ?? ""}` : (stepAt({ cost }, at)?.text ?? ""),
    }),
  );
}

function stepAt({ cost }: Pick<Shown, "cost">, at: StepAt): StepCost | undefined {
  return cost.running.find(({ stage, step }) => stage === at.stage && step === at.step);
}

function lineWords({ build }: Shown, { instruction }: StepCost): string {
  return l10n.t("Line {0}", (build.file.instructions[instruction]?.range.start.line ?? 0) + 1);
}

async function reveal({ server, build }: Shown, instruction: number): Promise<void> {
  const line = (build.file.instructions[instruction]?.range.start.line ?? 0) + 1;
  await revealLine(server, build.uri, line, build.file.instructions);
}

/** The line of the cursor, from 1, where the Dockerfile has it. */
function cursorLine(uri: vscode.Uri): number | undefined {
  const editor = vscode.window.activeTextEditor;
  return editor?.document.uri.toString() === uri.toString() ? editor.selection.active.line + 1 : undefined;
}
