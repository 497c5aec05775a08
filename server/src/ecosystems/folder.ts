/** A folder of a project as it was read: which files it has, and the texts of those that say something. */

/** Paths are relative to the folder, with `/`, in no order. */
export interface ProjectFolder {
  /** The folder's own name; `""` where it has none. */
  readonly name: string;
  readonly files: ReadonlySet<string>;
  /** The text of a file; null where it is not there, was too large or could not be read. */
  readonly read: (path: string) => string | null;
}

/** What of a folder stands below another one of it, as a folder of its own. */
export function below(folder: ProjectFolder, path: string): ProjectFolder {
  if (path === "") return folder;
  const prefix = `${path}/`;
  return {
    name: path.slice(path.lastIndexOf("/") + 1),
    files: new Set(
      [...folder.files].filter(file => file.startsWith(prefix)).map(file => file.slice(prefix.length)),
    ),
    read: file => folder.read(prefix + file),
  };
}

/** The first of these files that is there. */
export function firstOf(folder: ProjectFolder, paths: readonly string[]): string | null {
  return paths.find(path => folder.files.has(path)) ?? null;
}

/** The files whose whole path matches, in the order of the alphabet. */
export function matching(folder: ProjectFolder, pattern: RegExp): string[] {
  return [...folder.files].filter(file => pattern.test(file)).sort();
}

/** The folder that a path stands in; `""` for the folder itself. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
