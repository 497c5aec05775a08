/** What builds are called where several are shown. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import type { Build } from "./builds";
import { inLabel } from "../progress/uiText";

/** A build as lists call it: `api (Dockerfile)`. */
export function titleOf(build: Build): string {
  return inLabel(`${stageLabel(build)} (${path.basename(build.uri.fsPath)})`);
}

/** The label of the stage that is built; with the line that it is built up to, where that is inside of the stage. */
export function stageLabel({ file: { model, target }, line }: Build): string {
  const stage = model.stages[target]?.displayName ?? l10n.t("build");
  return line === undefined ? stage : l10n.t("{0} up to line {1}", stage, line);
}
