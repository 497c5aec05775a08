/**
 * An extension of VS Code for the Web: a folder that lives in memory, as that of a repository at vscode.dev. Its files come from the
 * host's /files.json; nothing is written back.
 */
import * as vscode from "vscode";

interface MemoryFile {
  readonly bytes: Uint8Array;
  readonly ctime: number;
  readonly mtime: number;
}

/** Of VS Code's proposed API: without it, nobody finds a file by its name. */
interface ProposedWorkspace {
  registerFileSearchProvider(
    scheme: string,
    provider: {
      provideFileSearchResults(
        query: { pattern: string },
        options: { folder: vscode.Uri },
      ): readonly vscode.Uri[];
    },
  ): vscode.Disposable;
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!root) return;
  const { FileChangeType, FileSystemError, FileType } = vscode;
  /** By path; a folder has null. */
  const nodes = new Map<string, MemoryFile | null>([["/", null]]);
  const changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  const parent = (path: string) => path.slice(0, path.lastIndexOf("/")) || "/";
  const below = (path: string) => [...nodes.keys()].filter(each => each.startsWith(`${path}/`));
  const typeOf = (path: string) => (nodes.get(path) === null ? FileType.Directory : FileType.File);
  const tell = (...told: [vscode.FileChangeType, vscode.Uri][]) => {
    changes.fire(told.map(([type, uri]) => ({ type, uri })));
  };

  function makeFolder(path: string): void {
    if (nodes.has(path)) return;
    makeFolder(parent(path));
    nodes.set(path, null);
  }
  function write(path: string, bytes: Uint8Array): void {
    makeFolder(parent(path));
    const now = Date.now();
    nodes.set(path, { bytes, ctime: nodes.get(path)?.ctime ?? now, mtime: now });
  }
  function nodeAt(uri: vscode.Uri): MemoryFile | null {
    const node = nodes.get(uri.path);
    if (node === undefined) throw FileSystemError.FileNotFound(uri);
    return node;
  }

  const response = await fetch(context.extensionUri.with({ path: "/files.json" }).toString(true));
  makeFolder(root.path);
  const encoder = new TextEncoder();
  for (const [path, text] of Object.entries((await response.json()) as Record<string, string>))
    write(`${root.path}/${path}`, encoder.encode(text));

  const files: vscode.FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new vscode.Disposable(() => undefined),
    stat(uri) {
      const node = nodeAt(uri);
      const size = node?.bytes.length ?? 0;
      return { type: typeOf(uri.path), ctime: node?.ctime ?? 0, mtime: node?.mtime ?? 0, size };
    },
    readDirectory(uri) {
      nodeAt(uri);
      return below(uri.path)
        .filter(path => parent(path) === uri.path)
        .map(path => [path.slice(path.lastIndexOf("/") + 1), typeOf(path)]);
    },
    readFile(uri) {
      const node = nodeAt(uri);
      if (node === null) throw FileSystemError.FileIsADirectory(uri);
      return node.bytes;
    },
    writeFile(uri, bytes, { create, overwrite }) {
      const isThere = nodes.has(uri.path);
      if (isThere && create && !overwrite) throw FileSystemError.FileExists(uri);
      if (!isThere && !create) throw FileSystemError.FileNotFound(uri);
      write(uri.path, bytes);
      tell([isThere ? FileChangeType.Changed : FileChangeType.Created, uri]);
    },
    createDirectory(uri) {
      makeFolder(uri.path);
      tell([FileChangeType.Created, uri]);
    },
    delete(uri) {
      nodeAt(uri);
      for (const path of [...below(uri.path), uri.path]) nodes.delete(path);
      tell([FileChangeType.Deleted, uri]);
    },
    rename(from, to, { overwrite }) {
      nodeAt(from);
      if (nodes.has(to.path) && !overwrite) throw FileSystemError.FileExists(to);
      for (const path of [from.path, ...below(from.path)]) {
        nodes.set(to.path + path.slice(from.path.length), nodes.get(path) ?? null);
        nodes.delete(path);
      }
      tell([FileChangeType.Deleted, from], [FileChangeType.Created, to]);
    },
  };
  const proposed = vscode.workspace as unknown as ProposedWorkspace;
  context.subscriptions.push(
    changes,
    vscode.workspace.registerFileSystemProvider(root.scheme, files, { isCaseSensitive: true }),
    proposed.registerFileSearchProvider(root.scheme, {
      provideFileSearchResults: ({ pattern }, { folder }) => {
        const text = pattern.toLowerCase().replace(/[*?{}]/g, "");
        return below(folder.path)
          .filter(path => nodes.get(path) !== null && path.toLowerCase().includes(text))
          .map(path => folder.with({ path }));
      },
    }),
  );
}
