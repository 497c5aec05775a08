/** Files and folders that a build needs for as long as it runs: Dockerfiles that no file of the project is, and images for another build. */
import { randomUUID } from "node:crypto";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** The path of a folder that nobody has yet, and nobody can guess. */
export function temporaryPath(): string {
  return path.join(tmpdir(), `dockerfile-stages-${randomUUID()}`);
}

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

/** Removes files and folders that are of no use any more. What cannot be removed stays. */
export async function removeTemporary(paths: readonly string[]): Promise<void> {
  for (const each of paths) await rm(each, { recursive: true, force: true }).catch(() => undefined);
}
