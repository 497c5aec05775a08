/** The files that a build reads, watched on disk: hears of each change of one, and of nothing else. */
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { isRead, readsOf, type ContextReads } from "../../context/changedFile";
import type { LanguageServer } from "../../server/languageServer";
import { contextFilter, type ContextFilter } from "../../../../server/src/shared/contextFilter";
import { neededStages } from "../../snapshot/staleness";
import { isRemote } from "../request/contextPath";
import type { BuildSession } from "../session";
import type { BuildTaskDefinition } from "../task/taskDefinition";

interface WatchedContext extends ContextReads {
  folder: string;
  filter: ContextFilter;
}

export interface WatchedFiles {
  /** Finds out anew what is read: the Dockerfile or its ignore file may be another. */
  refresh(): Promise<void>;
  dispose(): void;
}

/** Watches nothing before the first {@link WatchedFiles.refresh}. `onChange` gets the path of what has changed. */
export function createWatchedFiles(
  server: LanguageServer,
  session: Pick<BuildSession, "prepare">,
  document: vscode.TextDocument,
  definition: BuildTaskDefinition,
  onChange: (file: string) => void,
): WatchedFiles {
  const watchers = new Map<string, vscode.Disposable>();
  let contexts: WatchedContext[] = [];
  let definitions: readonly string[] = [];

  function changed({ fsPath }: vscode.Uri): void {
    if (definitions.includes(fsPath) || contexts.some(context => isReadOf(context, fsPath))) onChange(fsPath);
  }

  function watch(folders: readonly string[]): void {
    for (const [folder, watcher] of watchers) {
      if (folders.includes(folder)) continue;
      watcher.dispose();
      watchers.delete(folder);
    }
    for (const folder of folders) {
      if (watchers.has(folder)) continue;
      const pattern = new vscode.RelativePattern(vscode.Uri.file(folder), "**");
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      watchers.set(
        folder,
        vscode.Disposable.from(
          watcher,
          watcher.onDidChange(changed),
          watcher.onDidCreate(changed),
          watcher.onDidDelete(changed),
        ),
      );
    }
  }

  return {
    async refresh() {
      const prepared = await session.prepare(document, definition);
      if (prepared.problem !== undefined) return;
      const { request, snapshot } = prepared;
      const dockerfile = document.uri.fsPath;
      const target = snapshot.stages.findLastIndex(
        ({ name }) => definition.stage === undefined || name === definition.stage.toLowerCase(),
      );
      const inputs = await server.stepInputs(document).catch(() => undefined);
      const steps = neededStages(snapshot, target).flatMap(stage => inputs?.stages[stage]?.steps ?? []);
      const named = Object.entries(request.buildContexts).filter(([, place]) => path.isAbsolute(place));
      const folders: [name: string | null, folder: string][] = [
        ...(isRemote(request.context) ? [] : [[null, request.context] as [null, string]]),
        ...named,
      ];
      const own = `${dockerfile}.dockerignore`;
      contexts = await Promise.all(
        folders.map(async ([name, folder]) => {
          const ignoring = path.join(folder, ".dockerignore");
          const text = (name === null ? await textOf(own) : undefined) ?? (await textOf(ignoring)) ?? "";
          return { folder, filter: contextFilter(text), ...readsOf(steps, name) };
        }),
      );
      const ignoreFiles = folders.map(([, folder]) => path.join(folder, ".dockerignore"));
      definitions = [dockerfile, own, ...ignoreFiles];
      watch([...new Set([path.dirname(dockerfile), ...folders.map(([, folder]) => folder)])]);
    },
    dispose() {
      watch([]);
    },
  };
}

function isReadOf({ folder, filter, ...reads }: WatchedContext, file: string): boolean {
  const below = path.relative(folder, file);
  if (below === "" || below.startsWith("..") || path.isAbsolute(below)) return false;
  return isRead(below.split(path.sep).join("/"), reads, filter);
}

function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
