/** What builds are called where several are shown. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { Build } from "./builds";
import { inLabel } from "../progress/uiText";

/** A build as lists call it: `api (Dockerfile)`. */
export function titleOf(build: Build): string {
  return inLabel(`${stageLabel(build)} (${path.basename(build.uri.fsPath)})`);
}

/** The label of the stage that is built. */
export function stageLabel({ file: { model, target } }: Build): string {
  return model.stages[target]?.displayName ?? l10n.t("build");
}
