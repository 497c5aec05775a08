/** Builds the bundles under test, so that no suite ever runs against old ones. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** The repository's folder. */
export const ROOT = resolve(__dirname, "../..");

/** Runs the project's own build and throws when it fails. */
export function buildExtension(): void {
  const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: ROOT, stdio: "inherit" });
  if (status !== 0) throw new Error("The extension could not be built; what stands above says why.");
}
