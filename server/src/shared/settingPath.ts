/**
 * What the paths in the build settings mean: the one rule, for the server, which looks into the build context, and for the
 * client, which builds with it. Paths are absolute ones of a machine, `/work/app` or `c:\work\app`, never addresses.
 */

/** The folders that a setting can name. */
export interface SettingFolders {
  /** `${fileDirname}`: the folder that the Dockerfile is in. */
  readonly fileDirname: string;
  /** `${workspaceFolder}`: the workspace folder that the Dockerfile belongs to, or null. */
  readonly workspaceFolder: string | null;
}

/** What a setting comes to, or the variable in it, `${…}` as written, that has no value. */
export type SettingValue<Value = string> = { readonly value: Value } | { readonly unknown: string };

/** A place that a build takes files from: a folder or file of the machine, or what the builder fetches by itself. */
export interface BuildPlace {
  readonly place: string;
  readonly isRemote: boolean;
}

/** A text with the variables of its folders filled in, and nothing else changed. */
export function fillVariables(text: string, folders: SettingFolders): SettingValue {
  const unknown: string[] = [];
  const value = text.replace(/\$\{([^}]*)\}/g, (written, name: string) => {
    const folder = name === "fileDirname" || name === "workspaceFolder" ? folders[name] : null;
    if (folder === null) unknown.push(written);
    return folder ?? written;
  });
  const [first] = unknown;
  return first === undefined ? { value } : { unknown: first };
}

/** The path of a file or folder: with its variables filled in; a relative one counts from the workspace folder, if there is one. */
export function settingPath(text: string, folders: SettingFolders): SettingValue {
  const filled = fillVariables(text, folders);
  if ("unknown" in filled) return filled;
  return { value: joinPaths(folders.workspaceFolder ?? folders.fileDirname, filled.value) };
}

/** A build context, the main one or a named one: a path, or the address of what the builder fetches. */
export function settingPlace(text: string, folders: SettingFolders): SettingValue<BuildPlace> {
  if (isRemote(text)) return { value: { place: text, isRemote: true } };
  const path = settingPath(text, folders);
  return "unknown" in path ? path : { value: { place: path.value, isRemote: false } };
}

/** The main build context: the Dockerfile's own folder unless the setting names another. */
export function contextPlace(setting: string, folders: SettingFolders): SettingValue<BuildPlace> {
  const text = setting.trim();
  return text === ""
    ? { value: { place: folders.fileDirname, isRemote: false } }
    : settingPlace(text, folders);
}

/** What the builder fetches by itself: a URL, a git repository, an image, an OCI layout. */
export function isRemote(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || /^git@[^:/]+:/.test(text);
}

/** What an absolute path of Windows begins with: a drive, or the host and the share of another machine. */
const WINDOWS_ROOT = /^(?:[a-z]:|[\\/]{2}[^\\/]+[\\/]+[^\\/]+)(?=[\\/]|$)/i;

/**
 * A path counted from a folder, without `.`, `..` and doubled separators. The folder says whose rules count: below `c:\work` a
 * backslash separates, and `\x` is on the same drive.
 */
function joinPaths(folder: string, path: string): string {
  const ownRoot = WINDOWS_ROOT.exec(folder)?.[0];
  if (ownRoot === undefined)
    return `/${segments(path.startsWith("/") ? path : `${folder}/${path}`, "/").join("/")}`;
  const root = WINDOWS_ROOT.exec(path)?.[0];
  const isAbsolute = root !== undefined || /^[\\/]/.test(path);
  const below = isAbsolute ? path.slice(root?.length ?? 0) : `${folder.slice(ownRoot.length)}\\${path}`;
  return `${(root ?? ownRoot).replaceAll("/", "\\")}\\${segments(below, /[\\/]/).join("\\")}`;
}

function segments(path: string, separator: string | RegExp): string[] {
  const kept: string[] = [];
  for (const segment of path.split(separator)) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  return kept;
}
