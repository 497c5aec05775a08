/** Files that are in no file system of this machine, as those of a workspace on a server are. Nothing is ever written. */
import { Disposable, EventEmitter, FileSystemError, FileType, type FileSystemProvider } from "vscode";

/** The files by their paths, from `/`. */
export function memoryFiles(files: Readonly<Record<string, string>>): FileSystemProvider {
  const paths = Object.keys(files);
  const isFolder = (path: string) => paths.some(file => file.startsWith(path === "/" ? path : `${path}/`));
  const refuse = () => {
    throw FileSystemError.NoPermissions();
  };
  return {
    onDidChangeFile: new EventEmitter<never>().event,
    watch: () => new Disposable(() => undefined),
    stat: ({ path }) => {
      const text = files[path];
      if (text === undefined && !isFolder(path)) throw FileSystemError.FileNotFound(path);
      const type = text === undefined ? FileType.Directory : FileType.File;
      return { type, ctime: 0, mtime: 0, size: text?.length ?? 0 };
    },
    readDirectory: ({ path }) => {
      const prefix = path.endsWith("/") ? path : `${path}/`;
      const below = paths.filter(file => file.startsWith(prefix)).map(file => file.slice(prefix.length));
      const names = new Set(below.map(file => file.split("/", 1)[0] ?? ""));
      return [...names].map(name => [name, below.includes(name) ? FileType.File : FileType.Directory]);
    },
    readFile: ({ path }) => {
      const text = files[path];
      if (text === undefined) throw FileSystemError.FileNotFound(path);
      return new TextEncoder().encode(text);
    },
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
}
