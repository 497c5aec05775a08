/** Opens the Dockerfile of a build, for the lens that counts its stages. */
import * as vscode from "vscode";
import { fieldsOf, textOf } from "../engine/fields";

/** The command's handler. The argument names the Dockerfile: `{ uri }`. */
export async function showDockerfile(argument: unknown): Promise<void> {
  const uri = textOf(fieldsOf(argument)["uri"]);
  if (uri !== undefined) await vscode.window.showTextDocument(vscode.Uri.parse(uri, true));
}
