/** The Dockerfile of a use, as its build reads it. */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { UseInfo } from "../../../../server/src/protocol";
import type { Snapshot } from "../../snapshot/snapshot";
import { selectUse, type Problem } from "../problems/problems";
import { targetOfName } from "../request/stageTarget";
import { temporaryPath } from "../temporaryFiles";
import type { StageToBuild, UseToBuild } from "./usedRequest";

interface OpenedDockerfile extends StageToBuild {
  /** Its path, for the builder. */
  dockerfile: string;
}

/** The Dockerfile of a use that another one needs, with the stage that it builds. */
export async function openDockerfile(
  use: UseInfo,
  { snapshotOf }: Pick<UseToBuild, "snapshotOf">,
  temporary: string[],
): Promise<OpenedDockerfile | { problem: Problem }> {
  const { dockerfile, label, target, uri } = use;
  if (dockerfile.isInline) {
    const folder = temporaryPath();
    temporary.push(folder);
    return inlineDockerfile(
      path.join(folder, "Dockerfile"),
      dockerfile.text,
      vscode.Uri.parse(uri),
      target?.text,
    );
  }
  if (dockerfile.uri === null || target?.isOpen === true)
    return useProblem(
      l10n.t("{0} has to be built first, but its Dockerfile or its target is not known.", label),
    );
  try {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(dockerfile.uri));
    const snapshot = await snapshotOf(document, use);
    if ("problem" in snapshot) return snapshot;
    const found = targetOfName(snapshot, target?.text);
    if (found.kind === "named" || found.kind === "last")
      return { uri: document.uri, snapshot, target: found, dockerfile: document.uri.fsPath };
    return useProblem(
      l10n.t("{0} has to be built first, but there is no stage {1}.", label, target?.text ?? ""),
    );
  } catch {
    return useProblem(l10n.t("{0} has to be built first, but its Dockerfile cannot be read.", label));
  }
}

/** A Dockerfile that is written in another file, as it will be in a file for the builder. Nothing of it can be marked. */
function inlineDockerfile(
  dockerfile: string,
  text: string,
  uri: vscode.Uri,
  target: string | undefined,
): OpenedDockerfile {
  const start = { line: 0, character: 0 };
  const range = { start, end: start };
  const base = { text: "", expanded: "", to: null };
  const name = target?.toLowerCase() ?? "";
  const stage = { index: 0, name, displayName: name, base, range, keywordRange: range, needs: [] };
  const snapshot: Snapshot = {
    version: 0,
    text,
    lines: text.split(/\r?\n/),
    at: { version: 0, next: "lost" },
    stages: [stage],
    references: [],
    instructions: [],
    target: 0,
    reachable: [],
  };
  const kind = name === "" ? "last" : "named";
  return { uri, snapshot, target: { kind, stage, name }, dockerfile };
}

/** Why a use cannot be built, with another one to choose. */
export function useProblem(message: string): { problem: Problem } {
  return { problem: { message, steps: [selectUse()] } };
}
