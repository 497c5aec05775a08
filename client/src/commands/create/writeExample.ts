/** The example Dockerfile as a file in a temporary folder with a name that people recognize, which is also that of its images. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as vscode from "vscode";

/** A folder of its own for each time: what a person has tried before stays as it is. */
export async function writeExample(text: string): Promise<vscode.Uri> {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), "dockerfile-stages-")), "example");
  await mkdir(folder);
  const file = path.join(folder, "Dockerfile");
  await writeFile(file, text);
  return vscode.Uri.file(file);
}
