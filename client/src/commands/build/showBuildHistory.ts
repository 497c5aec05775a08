/** "Show Build History": the builds of a Dockerfile that are kept, and a comparison of two of them. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import { notify } from "../../build/problems/notify";
import { refusedInRestrictedMode } from "../../build/restrictedMode";
import { showInformation } from "../../messages";
import type { HistoryPages } from "../../views/historyPages";
import { noDockerfile, resolveDockerfile } from "../resolveStage";

/** The command's handler. The argument, if any, names the Dockerfile. */
export async function showBuildHistory(pages: HistoryPages, argument: unknown): Promise<void> {
  if (refusedInRestrictedMode()) return;
  const resolved = await resolveDockerfile(argument);
  if (resolved === undefined) {
    notify(noDockerfile());
    return;
  }
  const { uri } = resolved.document;
  if (await pages.show(uri)) return;
  const name = path.basename(uri.path);
  void showInformation(l10n.t("No build of {0} is kept in this workspace yet. Build a stage first.", name));
}
