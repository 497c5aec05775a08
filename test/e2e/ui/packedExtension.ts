/** Packs the extension with the project's own command, so that what is tested is what is shipped. */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../buildExtension";

/** Where the packed extension of a run lies. */
export const PACKED = join(ROOT, "out", "e2e", "packed.vsix");

/** Builds and packs. */
export function packExtension(): void {
  mkdirSync(dirname(PACKED), { recursive: true });
  const { status, error, stdout, stderr } = spawnSync("npm", ["run", "package", "--", "--out", PACKED], {
    cwd: ROOT,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (status === 0) return;
  throw new Error(`npm run package failed: ${error?.message ?? ""}\n${stdout}${stderr}`);
}
