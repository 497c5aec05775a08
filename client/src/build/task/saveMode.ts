import * as vscode from "vscode";

const MODES = ["ask", "save", "never"] as const;

/** What a build does about a Dockerfile with unsaved changes. */
export type SaveMode = (typeof MODES)[number];

/** The setting `dockerfileStages.build.save` for a Dockerfile; "ask" where it has no such value. */
export function saveModeOf({ uri }: { uri: vscode.Uri }): SaveMode {
  const mode = vscode.workspace.getConfiguration("dockerfileStages.build", uri).get("save");
  return MODES.find(known => known === mode) ?? "ask";
}
