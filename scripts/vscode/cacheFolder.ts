/** Where this project keeps what is too big to fetch per clone: one folder per user, shared by all clones. */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** The per-user cache folder of the project, by the custom of the platform. It may not exist yet. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  return join(userCache(env, platform), "dockerfile-stages");
}

function userCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === "win32") return env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local");
  if (platform === "darwin") return join(homedir(), "Library", "Caches");
  const xdg = env["XDG_CACHE_HOME"];
  // The XDG specification: a relative path is invalid and to be ignored.
  return xdg && isAbsolute(xdg) ? xdg : join(homedir(), ".cache");
}
