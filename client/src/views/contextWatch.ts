/** Hears of changes in the build contexts of Dockerfiles: one watcher a folder, for as long as somebody follows it. */
import * as vscode from "vscode";

export interface ContextWatch {
  /** From now on changes in these folders, and no others, are told for the key. */
  follow(key: string, folders: readonly string[]): void;
  forget(key: string): void;
  dispose(): void;
}

/** What Git does to its own files changes no build that does not copy them; a build that does is told by the next change. */
const NOT_HEARD = /[\\/]\.git[\\/]/;

/** `onChange` is told the keys that follow a folder in which something has changed. */
export function createContextWatch(onChange: (keys: ReadonlySet<string>) => void): ContextWatch {
  const folders = new Map<string, { keys: Set<string>; watcher: vscode.Disposable }>();

  function watcherOf(folder: string, keys: Set<string>): vscode.Disposable {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(folder), "**/*"),
    );
    const heard = (uri: vscode.Uri) => {
      if (!NOT_HEARD.test(uri.fsPath)) onChange(keys);
    };
    return vscode.Disposable.from(
      watcher,
      watcher.onDidChange(heard),
      watcher.onDidCreate(heard),
      watcher.onDidDelete(heard),
    );
  }

  function forget(key: string, but: readonly string[] = []): void {
    for (const [folder, { keys, watcher }] of [...folders]) {
      if (but.includes(folder) || !keys.delete(key) || keys.size > 0) continue;
      watcher.dispose();
      folders.delete(folder);
    }
  }

  return {
    follow(key, wanted) {
      forget(key, wanted);
      for (const folder of wanted) {
        const known = folders.get(folder);
        if (known !== undefined) known.keys.add(key);
        else {
          const keys = new Set([key]);
          folders.set(folder, { keys, watcher: watcherOf(folder, keys) });
        }
      }
    },
    forget: key => {
      forget(key);
    },
    dispose() {
      for (const { watcher } of folders.values()) watcher.dispose();
      folders.clear();
    },
  };
}
