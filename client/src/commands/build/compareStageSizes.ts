/** "Compare Stage Sizes…": builds the chosen stages one after the other and shows how large their images are. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { ModelAnswer } from "../../../../server/src/protocol";
import type { BuildSession } from "../../build/session";
import * as problems from "../../build/problems/problems";
import type { Problem } from "../../build/problems/problems";
import { targetOfIndex } from "../../build/request/stageTarget";
import { askImageSize } from "../../engine/image";
import { askImageStore } from "../../engine/imageStore";
import { TASK_TYPE } from "../../build/task/taskDefinition";
import type { LanguageServer } from "../../server/languageServer";
import { compareSizes, type MeasuredStage } from "../../report/sizes";
import type { Compared, SizePages } from "../../views/stageSizes";
import { documentToBuild } from "./savedDockerfile";
import { notify } from "../../build/problems/notify";
import { noDockerfile, noStages, requireModel, resolveDockerfile } from "../resolveStage";
import { withProgress } from "../../messages";
import { inLabel } from "../../progress/uiText";

/** The command's handler. The argument, if any, names the Dockerfile. */
export async function compareStageSizes(
  server: LanguageServer,
  session: BuildSession,
  pages: SizePages,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const document = await documentToBuild(resolved.document);
  if (document === undefined) return;
  const model = await requireModel(server, document);
  if (model === undefined) return;
  const chosen = await chooseStages(model);
  if (chosen === undefined || chosen.length === 0) return;
  const compared = await withProgress(l10n.t("Comparing stage sizes"), (say, token) =>
    measure(session, document, chosen, token, say),
  );
  if (compared === undefined) return;
  if ("problem" in compared) notify(compared.problem);
  else pages.show(compared);
}

/** Those that the builder can be asked for; `undefined` when the person has thought better of it. */
async function chooseStages(model: ModelAnswer): Promise<(string | undefined)[] | undefined> {
  const items = model.stages.flatMap(stage => {
    const target = targetOfIndex(model, stage.index);
    if (target.kind !== "named" && target.kind !== "last") return [];
    const label = stage.displayName;
    return [
      {
        label,
        description: inLabel(`FROM ${stage.base.text}`),
        picked: true,
        name: target.name || undefined,
      },
    ];
  });
  if (items.length === 0) {
    notify(noStages());
    return undefined;
  }
  const choice = await vscode.window.showQuickPick(items, {
    title: l10n.t("Compare Stage Sizes"),
    placeHolder: l10n.t("The stages to build and measure"),
    canPickMany: true,
    matchOnDescription: true,
  });
  return choice?.map(({ name }) => name);
}

/** `undefined` when it was cancelled. A stage that does not build is a row without a size. */
async function measure(
  session: BuildSession,
  document: vscode.TextDocument,
  stages: readonly (string | undefined)[],
  token: vscode.CancellationToken,
  say: (message: string) => void,
): Promise<Compared | { problem: Problem } | undefined> {
  const measured: MeasuredStage[] = [];
  let store: ReturnType<typeof askImageStore> | undefined;
  let last: Compared | undefined;
  for (const [index, stage] of stages.entries()) {
    // Only an image in the engine has a size there, wherever builds go otherwise.
    const prepared = await session.prepare(document, {
      type: TASK_TYPE,
      dockerfile: document.uri.fsPath,
      output: "image",
      ...(stage !== undefined && { stage }),
    });
    if (prepared.problem !== undefined) return prepared;
    const { request, snapshot } = prepared;
    const { engine, image } = request;
    if (token.isCancellationRequested) return undefined;
    say(l10n.t("{0} ({1} of {2})", stage ?? l10n.t("the last stage"), index + 1, stages.length));
    const { build, outcome } = session.builds.start(
      { uri: document.uri, stage, request, snapshot },
      () => undefined,
    );
    const cancelling = token.onCancellationRequested(() => {
      build.cancel();
    });
    const end = await outcome;
    cancelling.dispose();
    if ("notStarted" in end)
      return {
        problem: problems.noEngine({ missing: "program", reason: end.notStarted }, engine.program),
      };
    const { failure, state, file } = build;
    if (state === "cancelled") return undefined;
    if (failure?.kind === "engine")
      return { problem: problems.engineDown(failure.message, process.platform) };
    if (failure?.kind === "permission") return { problem: problems.engineRefuses(failure.message) };
    store ??= askImageStore(engine);
    const size =
      state === "failed"
        ? {
            problem:
              failure === undefined
                ? l10n.t("Not built: the builder gave no reason")
                : l10n.t("Not built: {0}", failure.message),
          }
        : await askImageSize(engine, image);
    measured.push({ index: file.target, image, size });
    const facts = { file: path.basename(document.uri.path), measured: Date.now(), store: await store };
    last = {
      uri: document.uri,
      instructions: snapshot.instructions,
      comparison: compareSizes(snapshot, measured, facts),
    };
  }
  return last;
}
