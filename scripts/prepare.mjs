// `npm install` of this repository by its address, as pre-commit does it, builds what is packed; an install of its own packages does
// not. npm installs those before this, but for a global install, whose options it hands on.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

if (process.env._PACOTE_NO_PREPARE_) {
  if (!existsSync(`${root}node_modules/esbuild`)) {
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^npm_config_/i.test(name)),
    );
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { status } = spawnSync("npm", args, { cwd: root, env, shell: process.platform === "win32" });
    if (status !== 0) throw new Error("The packages that build the command line could not be installed.");
  }
  await import("../esbuild.mjs");
}
