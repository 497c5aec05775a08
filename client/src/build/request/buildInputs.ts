/** What builds of a Dockerfile are given beside the file. */
import type * as vscode from "vscode";
import { settingsFor } from "./prepareBuild";
import type { BuildInputs } from "../../snapshot/staleness";

/**
 * What the settings say of builds of a Dockerfile; `undefined` where they cannot be read. Results are compared by the
 * settings, not by what one build was given: a task with options of its own has built the stage as well.
 */
export function buildInputsOf(uri: vscode.Uri): BuildInputs | undefined {
  const read = settingsFor({ uri });
  if ("problem" in read) return undefined;
  const { context, buildArgs, contexts, platforms } = read.settings;
  return { context, buildArgs, contexts, platforms };
}
