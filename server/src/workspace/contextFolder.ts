/** Where the setting of the build context points, as an address: the rule of `settingPath.ts`, for folders of any file system. */
import { contextPlace } from "../shared/settingPath";

/** The folders that the setting can name, as addresses without a slash at their end. */
export interface Folders {
  readonly fileDirname: string;
  /** Null where the Dockerfile is in no workspace folder. */
  readonly workspaceFolder: string | null;
}

/** The address of the folder that is the build context; null where it is none, or the setting cannot be read. */
export function contextFolder(setting: string, { fileDirname, workspaceFolder }: Folders): string | null {
  if (setting.trim() === "") return fileDirname;
  const base = workspaceFolder ?? fileDirname;
  const found = contextPlace(setting, {
    fileDirname: pathOf(fileDirname),
    workspaceFolder: workspaceFolder === null ? null : pathOf(workspaceFolder),
  });
  if ("unknown" in found || found.value.isRemote) return null;
  return addressOf(found.value.place, base);
}

/** The scheme and the host of an address. */
function rootOf(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(address)?.[0] ?? "";
}

/** The path of an address as its machine writes it: `c:/work` below a drive, `//host/share` for a file of another machine. */
function pathOf(address: string): string {
  const root = rootOf(address);
  const path = decoded(address.slice(root.length)) || "/";
  const host = /^file:\/\/(.+)$/i.exec(root)?.[1];
  if (host !== undefined) return `//${host}${path}`;
  return /^\/[a-z]:/i.test(path) ? path.slice(1) : path;
}

/** The address of a path, with the scheme and the host of another address; a share of Windows has its own host. */
function addressOf(path: string, base: string): string {
  const [, host, below] = /^\\\\([^\\]+)(.*)/s.exec(path) ?? [];
  const segments = (below ?? path).split(below === undefined && path.startsWith("/") ? "/" : "\\");
  const encoded = segments
    .filter(segment => segment !== "")
    .map(segment => `/${encodeURIComponent(segment)}`);
  return (host === undefined ? rootOf(base) : `file://${host}`) + encoded.join("");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that escapes nothing is one.
    return text;
  }
}
