/** A folder of a project as it was read: which files it has, and the texts of those that say something. */

/** Paths are relative to the folder, with `/`, in no order. */
export interface ProjectFolder {
  /** The folder's own name; `""` where it has none. */
  readonly name: string;
  readonly files: ReadonlySet<string>;
  /** The text of a file; null where it is not there, was too large or could not be read. */
  readonly read: (path: string) => string | null;
}

/** What of a folder stands below another one of it, as a folder of its own. It costs what is there, not what is beside it. */
export function below(folder: ProjectFolder, path: string): ProjectFolder {
  if (path === "") return folder;
  const prefix = `${path}/`;
  const inside = filesIn(folder, path).map(file => file.slice(prefix.length));
  const files = new Set(inside);
  ordered.set(files, inside);
  return {
    name: path.slice(path.lastIndexOf("/") + 1),
    files,
    read: file => folder.read(prefix + file),
  };
}

/** The files in another folder of it and in those below that, by their paths from `folder`, in the order of the alphabet. */
export function filesIn(folder: ProjectFolder, path: string): readonly string[] {
  const all = inOrder(folder.files);
  if (path === "") return all;
  return all.slice(firstFrom(all, `${path}/`), firstFrom(all, `${path}${BEHIND_SLASH}`));
}

/** Whether there is another folder with files in it. */
export function hasFolder(folder: ProjectFolder, path: string): boolean {
  const all = inOrder(folder.files);
  return path === "" ? all.length > 0 : (all[firstFrom(all, `${path}/`)]?.startsWith(`${path}/`) ?? false);
}

/** The character that follows `/`: all paths of a folder stand before the folder's name with it. */
const BEHIND_SLASH = "0";
/** The paths of folders, in the order in which those of one folder stand beside each other. */
const ordered = new WeakMap<ReadonlySet<string>, readonly string[]>();

function inOrder(files: ReadonlySet<string>): readonly string[] {
  const known = ordered.get(files);
  if (known) return known;
  const made = [...files].sort();
  ordered.set(files, made);
  return made;
}

/** The index of the first path that is not before a text. */
function firstFrom(paths: readonly string[], text: string): number {
  let [from, to] = [0, paths.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((paths[middle] ?? "") < text) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The first of these files that is there. */
export function firstOf(folder: ProjectFolder, paths: readonly string[]): string | null {
  return paths.find(path => folder.files.has(path)) ?? null;
}

/** The files whose whole path matches, in the order of the alphabet. */
export function matching(folder: ProjectFolder, pattern: RegExp): string[] {
  return inOrder(folder.files).filter(file => pattern.test(file));
}

/** The folder that a path stands in; `""` for the folder itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
