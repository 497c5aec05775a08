/** Dockerfiles that no file of the project is: the builder reads them from a temporary folder, in place of another one. */
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";

/**
 * Writes a Dockerfile into a folder of its own, for the builder alone: it may be anybody's text. `original` is the path of the file
 * whose place it takes: its own ignore file (`<Dockerfile>.dockerignore`), which there seldom is, holds for it as well.
 */
export async function writeTemporaryDockerfile(file: string, text: string, original?: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, text);
  if (original !== undefined)
    await copyFile(`${original}.dockerignore`, `${file}.dockerignore`).catch(() => undefined);
}
