/** "Build Stage…": a list of the stages of the Dockerfile of the Explorer, else of the active one, to pick one and build it. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ModelAnswer, ModelStage } from "../../../../server/src/protocol";
import type { BuildSession } from "../../build/session";
import { targetOfIndex } from "../../build/request/stageTarget";
import type { LanguageServer } from "../../server/languageServer";
import { buildStageAt } from "./buildUpToStage";
import { notify } from "../../build/problems/notify";
import { noDockerfile, noStages, requireModel, resolveDockerfile } from "../resolveStage";
import { inLabel } from "../../progress/uiText";

/** The command's handler. */
export async function buildStage(
  server: LanguageServer,
  session: BuildSession,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { document } = resolved;
  const model = await requireModel(server, document);
  if (model === undefined) return;
  if (model.stages.length === 0) {
    notify(noStages());
    return;
  }
  const choice = await vscode.window.showQuickPick(
    model.stages.map(stage => stageItem(model, stage)),
    {
      title: l10n.t("Build Stage"),
      placeHolder: l10n.t("The stage to build up to"),
      matchOnDescription: true,
      matchOnDetail: true,
    },
  );
  if (choice !== undefined) await buildStageAt(server, session, document, choice.index);
}

function stageItem(model: ModelAnswer, stage: ModelStage): vscode.QuickPickItem & { index: number } {
  const marks = {
    named: [],
    last: [l10n.t("default target")],
    unnamed: [l10n.t("no name yet")],
    hidden: [l10n.t("hidden by a later stage with this name")],
    gone: [],
  };
  const { kind } = targetOfIndex(model, stage.index);
  return {
    index: stage.index,
    label: `${kind === "last" ? "$(target)" : "$(layers)"} ${stage.displayName}`,
    description: [inLabel(`FROM ${stage.base.text}`), ...marks[kind]].join(" · "),
    ...(stage.description !== undefined && { detail: inLabel(stage.description) }),
  };
}
