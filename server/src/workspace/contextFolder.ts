/** Where the setting of the build context points: as the client has it for builds, but in addresses in place of paths. */

/** The variables that the setting may begin with, as addresses of folders without a slash at their end. */
export interface Folders {
  readonly fileDirname: string;
  /** Null where the Dockerfile is in no workspace folder. */
  readonly workspaceFolder: string | null;
}

/** The address of the folder that is the build context; null where it is none, or the setting cannot be read. */
export function contextFolder(setting: string, folders: Folders): string | null {
  const { fileDirname, workspaceFolder } = folders;
  const value = setting.trim();
  if (value === "") return fileDirname;
  const match = /^(?:\$\{(fileDirname|workspaceFolder)\})?(.*)$/s.exec(value);
  const [, variable, path = ""] = match ?? [];
  if (path.includes("${") || isRemote(path)) return null;
  const start = variable === "fileDirname" ? fileDirname : workspaceFolder;
  if (variable === "workspaceFolder" && start === null) return null;
  const base = start ?? fileDirname;
  const root = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(base)?.[0] ?? "";
  const isWindows = /^\/[a-z](?::|%3a)/i.test(base.slice(root.length));
  const slashed = isWindows ? path.replaceAll("\\", "/") : path;
  const isAbsolute = variable === undefined && (slashed.startsWith("/") || /^[a-z]:\//i.test(slashed));
  return root + joinSegments(isAbsolute ? "" : base.slice(root.length), slashed);
}

/** What the builder fetches by itself: a URL, a git repository, an image. */
function isRemote(value: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^git@[^:/]+:/.test(value);
}

function joinSegments(base: string, path: string): string {
  const segments = base.split("/").filter(segment => segment !== "");
  for (const segment of path.split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(encodeURIComponent(segment));
  }
  return segments.map(segment => `/${segment}`).join("");
}
