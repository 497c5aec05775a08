import { spawnSync } from "node:child_process";
import { join } from "node:path";

/**
 * The path of the first program of this name on PATH that ends well with these arguments; undefined if there is none. To be
 * there is not enough: what rustup puts on PATH starts only where its toolchains are, and those are in another home folder.
 */
export function startingProgram(program: string, args: readonly string[]): string | undefined {
  const folders = [...new Set((process.env["PATH"] ?? "").split(":").filter(Boolean))];
  return folders
    .map(folder => join(folder, program))
    .find(path => spawnSync(path, args, { stdio: "ignore" }).status === 0);
}
