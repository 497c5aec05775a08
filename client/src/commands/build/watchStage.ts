/** "Watch This Stage": builds the stage of a lens or of the cursor again, whenever something that it reads changes. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { StageWatch } from "../../build/watch/stageWatch";
import type { LanguageServer } from "../../server/languageServer";
import { resolveStage } from "../resolveStage";
import { stageToBuild } from "./buildUpToStage";

/** The command's handler. */
export async function watchStage(
  server: LanguageServer,
  watch: StageWatch,
  argument: unknown,
): Promise<void> {
  const resolved = await resolveStage(server, argument);
  if (resolved === undefined) return;
  const found = await stageToBuild(server, resolved.document, resolved.index);
  if (found === undefined) return;
  const { document, stage } = found;
  const name = stage ?? l10n.t("the last stage");
  watch.start(document, stage, `${name} (${path.basename(document.uri.path)})`);
}
