// Brings a fresh clone to where the other scripts can run: installs the locked packages when they are missing or older
// than the lockfile. Plain JavaScript without imports from packages, because it runs before any is installed.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const installed = `${root}node_modules/.package-lock.json`;
const upToDate =
  existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${root}package-lock.json`).mtimeMs;

if (!upToDate) {
  console.log("Installing the locked packages (npm ci) …");
  const { status, error } = spawnSync("npm", ["ci"], {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32", // npm is npm.cmd there; the arguments are constants
  });
  if (status !== 0) {
    console.error(
      error ? `npm could not be started: ${error.message}` : `npm ci ended with status ${status}.`,
    );
    process.exit(1);
  }
}
