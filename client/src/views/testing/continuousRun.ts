/** A continuous run of tests: a stage is built again whenever something that it reads changes, until somebody ends the run. */
import * as vscode from "vscode";
import type { BuildSession } from "../../build/session";
import { TASK_TYPE } from "../../build/task/taskDefinition";
import { createWatchedFiles, type WatchedFiles } from "../../build/watch/watchedFiles";
import type { LanguageServer } from "../../server/languageServer";

/** Watches what a stage reads; nothing before its first refresh. */
export type WatchStage = (stage: vscode.TestItem, onChange: () => void) => Promise<WatchedFiles | undefined>;

/** An editor writes several files at once, and one file in several steps. */
const QUIET_MS = 400;

/** Watches the files on disk that the build of a stage reads. */
export function stageWatcher(server: LanguageServer, session: Pick<BuildSession, "prepare">): WatchStage {
  return async ({ id, uri }, onChange) => {
    if (uri === undefined) return undefined;
    const document = await vscode.workspace.openTextDocument(uri);
    const definition = { type: TASK_TYPE, dockerfile: uri.fsPath, stage: id, output: "image" } as const;
    return createWatchedFiles(server, session, document, definition, onChange);
  };
}

/**
 * Runs the stages whose files change, until `token` is cancelled. One run at a time: what changes meanwhile is run behind it.
 * @param quiet how long nothing may have changed before a run, in milliseconds
 */
export async function runContinuously(
  stages: readonly vscode.TestItem[],
  token: vscode.CancellationToken,
  watch: WatchStage,
  run: (stages: readonly vscode.TestItem[]) => Promise<void>,
  quiet = QUIET_MS,
): Promise<void> {
  const watched = new Map<vscode.TestItem, WatchedFiles>();
  const changed = new Set<vscode.TestItem>();
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;

  function soon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void runChanged(), quiet);
  }

  async function runChanged(): Promise<void> {
    if (isRunning || token.isCancellationRequested || changed.size === 0) return;
    isRunning = true;
    const next = stages.filter(stage => changed.has(stage));
    changed.clear();
    // What is read may be something else by now.
    await Promise.allSettled(next.flatMap(stage => watched.get(stage)?.refresh() ?? []));
    await run(next).catch(() => undefined);
    isRunning = false;
    if (changed.size > 0) soon();
  }

  token.onCancellationRequested(() => {
    clearTimeout(timer);
    for (const files of watched.values()) files.dispose();
    watched.clear();
  });
  for (const stage of stages) {
    const files = await watch(stage, () => {
      changed.add(stage);
      soon();
    }).catch(() => undefined);
    if (files === undefined) continue;
    if (token.isCancellationRequested) {
      files.dispose();
      return;
    }
    watched.set(stage, files);
    await files.refresh().catch(() => undefined);
  }
}
