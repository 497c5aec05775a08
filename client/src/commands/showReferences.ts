/** Lists the references of a stage in the editor's own list, for the lens that counts them. */
import * as vscode from "vscode";
import type { ModelPosition, ReferencesArguments } from "../../../server/src/protocol";

/** The command's handler. The references are asked for anew: the file may have changed since the lens was drawn. */
export async function showReferences(argument: unknown): Promise<void> {
  if (!isReferencesArguments(argument)) return;
  const uri = vscode.Uri.parse(argument.uri, true);
  const at = position(argument.at);
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    "vscode.executeReferenceProvider",
    uri,
    position(argument.ask),
  );
  // The name of the stage is among them, and is not what the lens has counted.
  const references = found.filter(({ range }) => !range.contains(at));
  await vscode.commands.executeCommand("editor.action.showReferences", uri, at, references);
}

function position({ line, character }: ModelPosition): vscode.Position {
  return new vscode.Position(line, character);
}

function isReferencesArguments(value: unknown): value is ReferencesArguments {
  if (typeof value !== "object" || value === null) return false;
  const { uri, at, ask } = value as Partial<Record<string, unknown>>;
  return typeof uri === "string" && isPosition(at) && isPosition(ask);
}

function isPosition(value: unknown): value is ModelPosition {
  if (typeof value !== "object" || value === null) return false;
  const { line, character } = value as Partial<Record<string, unknown>>;
  return typeof line === "number" && typeof character === "number";
}
