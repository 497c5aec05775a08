/** A build failed because a file is not in its context: the folder above that has it, which would be the right one. */
import { stat } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { instructionOfStep } from "../progress/stepPlaces";
import type { Build } from "./builds";

/** The path of that folder, the nearest one up to the workspace folder; undefined where there is none. */
export async function otherContext(build: Build): Promise<string | undefined> {
  const { uri, request, failure } = build;
  const missing = failure?.missing;
  if (missing === undefined || !path.isAbsolute(request.context) || takesFromStage(build)) return undefined;
  // It is there, and an ignore file leaves it out.
  if (await exists(path.join(request.context, missing))) return undefined;
  const root = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath;
  if (root === undefined) return undefined;
  const above = [...foldersUp(request.context, root), ...foldersUp(path.dirname(uri.fsPath), root)];
  for (const folder of new Set(above)) {
    if (folder !== request.context && (await exists(path.join(folder, missing)))) return folder;
  }
  return undefined;
}

/** Whether the step that failed takes files from elsewhere, too: then nobody says where the missing one was looked for. */
function takesFromStage({ failure, file, record }: Build): boolean {
  const index = failure?.step && instructionOfStep(failure.step, file, record);
  const range = index === undefined ? undefined : file.instructions[index]?.range;
  return file.model.references.some(
    ({ kind, range: { start } }) =>
      kind !== "FROM" &&
      range !== undefined &&
      range.start.line <= start.line &&
      start.line <= range.end.line,
  );
}

/** A folder and those above it, up to `root`; none where it is not below that. */
export function foldersUp(folder: string, root: string): string[] {
  const below = path.relative(root, folder);
  if (below === "") return [root];
  if (below.startsWith("..") || path.isAbsolute(below)) return [];
  return [folder, ...foldersUp(path.dirname(folder), root)];
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false;
  }
}
