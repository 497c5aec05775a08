/** Finds the desktop VS Code that a person has installed. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";

/** `browser` or `desktop` in this variable of the environment forces one of the two. */
export const EDITOR_VARIABLE = "DOCKERFILE_STAGES_EDITOR";

/** What the environment forces, if anything. Throws on a value that means nothing. */
export function forcedEditor(env: NodeJS.ProcessEnv = process.env): "browser" | "desktop" | undefined {
  const value = env[EDITOR_VARIABLE];
  if (value === undefined || value === "") return undefined;
  if (value === "browser" || value === "desktop") return value;
  throw new Error(`${EDITOR_VARIABLE} is "${value}"; it can be "browser" or "desktop".`);
}

/** Whether a window can open here at all: not in a plain terminal of a Linux machine. */
export function hasDisplay(env: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean {
  if (platform !== "linux") return true;
  // In WSL `code` opens its window on the Windows side.
  return Boolean(env["DISPLAY"] ?? env["WAYLAND_DISPLAY"] ?? env["WSL_DISTRO_NAME"]);
}

/** The executable behind `code` on the PATH, if it is one that answers. */
export function findDesktopEditor(
  env: NodeJS.ProcessEnv = process.env,
  platform = process.platform,
): string | undefined {
  const folders = (env["PATH"] ?? env["Path"] ?? "").split(delimiter).filter(folder => folder !== "");
  if (platform === "win32") {
    // `code` is bin\code.cmd there, which only a shell can start; the program itself lies one folder above.
    return folders
      .filter(folder => existsSync(join(folder, "code.cmd")))
      .map(folder => join(dirname(folder), "Code.exe"))
      .find(path => existsSync(path));
  }
  return folders.map(folder => join(folder, "code")).find(path => existsSync(path) && answers(path));
}

/** The first line of `code --version` is a version; other programs of that name say something else. */
function answers(path: string): boolean {
  const { status, stdout } = spawnSync(path, ["--version"], { encoding: "utf8", timeout: 15_000 });
  return status === 0 && /^\d+\.\d+\.\d+/.test(stdout);
}
