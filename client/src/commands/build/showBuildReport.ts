/** "Show Build Report": what the last build of a Dockerfile did, and how long it took. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type * as vscode from "vscode";
import type { BuildSession } from "../../build/session";
import type { LanguageServer } from "../../server/languageServer";
import { targetOfIndex } from "../../build/request/stageTarget";
import type { BuildReports } from "../../views/buildReport";
import { buildStageAt } from "./buildUpToStage";
import { notify } from "../../build/problems/notify";
import { noDockerfile, noStages, requireModel, resolveDockerfile } from "../resolveStage";
import { showInformation } from "../../messages";

/** The command's handler. The argument, if any, names the Dockerfile and may name a stage by its index. */
export async function showBuildReport(
  server: LanguageServer,
  session: BuildSession,
  reports: BuildReports,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { document, stage } = resolved;
  if (await reports.show(document.uri, stage)) return;
  await offerBuild(server, session, reports, document, stage);
}

async function offerBuild(
  server: LanguageServer,
  session: BuildSession,
  reports: BuildReports,
  document: vscode.TextDocument,
  stage: number | undefined,
): Promise<void> {
  const model = await requireModel(server, document);
  if (model === undefined) return;
  const index = stage ?? model.stages.length - 1;
  const target = targetOfIndex(model, index);
  if (target.kind === "gone") {
    notify(noStages());
    return;
  }
  const build = l10n.t("Build {0}", target.stage.displayName);
  const choice = await showInformation(
    l10n.t("No build of {0} is kept, so there is no report.", path.basename(document.uri.path)),
    build,
  );
  if (choice !== build) return;
  // The report follows the build from its begin, unless something keeps it from beginning.
  const uri = document.uri.toString();
  const listeners = [
    session.builds.onDidChange(begun => {
      if (begun.uri.toString() !== uri) return;
      stopListening();
      void reports.show(begun.uri, stage);
    }),
    session.onDidEnd(end => {
      if (end.uri?.toString() === uri) stopListening();
    }),
  ];
  const stopListening = () => {
    for (const listener of listeners) listener.dispose();
  };
  if ((await buildStageAt(server, session, document, index)) === null) stopListening();
}
