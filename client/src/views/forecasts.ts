/**
 * What builds would run, before anybody clicks: made anew a moment after a file of the context, the Dockerfile or a build has changed, for
 * the Dockerfiles in sight. All that is slow about it happens in the history's thread.
 */
import * as l10n from "@vscode/l10n";
import * as path from "node:path";
import * as vscode from "vscode";
import type { Builds } from "../build/builds";
import { isRestricted } from "../build/restrictedMode";
import type { BuildSession } from "../build/session";
import { TASK_TYPE } from "../build/task/taskDefinition";
import type { Uses } from "../build/uses/uses";
import { createNewest } from "../engine/newest";
import { MOST_FILES } from "../history/contextFiles";
import type { StageCost } from "../history/stageCost";
import { LANGUAGE } from "../language";
import { showInformation } from "../messages";
import type { BuildHistory } from "../results/buildHistory";
import { createContextWatch } from "./contextWatch";

/** A forecast as it is shown, of one version of its document. */
export interface Forecast {
  version: number;
  costs: readonly StageCost[];
}

export interface Forecasts {
  /** The newest one of a Dockerfile in sight; it may be of an earlier version. */
  of(uri: vscode.Uri): Forecast | undefined;
  readonly onDidChange: vscode.Event<vscode.Uri>;
  dispose(): void;
}

/** Files seldom change alone, and nobody reads while they type. */
const QUIET_MS = 300;
const TYPED_MS = 1_000;
const SETTING = "dockerfileStages.forecast";

/** No forecast yet. `prepare` says what a build would be given; nothing is built. */
export function createForecasts(
  history: BuildHistory,
  prepare: BuildSession["prepare"],
  builds: Pick<Builds, "running">,
  uses: Pick<Uses, "onDidChange">,
): Forecasts {
  const known = new Map<string, Forecast>();
  const waiting = new Map<string, NodeJS.Timeout>();
  const newest = createNewest();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  /** The contexts with too many files, which nobody looks at any more. */
  const tooLarge = new Set<string>();
  const watch = createContextWatch(keys => {
    for (const document of inSight()) if (keys.has(document.uri.toString())) soon(document, QUIET_MS);
  });

  function soon(document: vscode.TextDocument, milliseconds: number): void {
    const key = document.uri.toString();
    clearTimeout(waiting.get(key));
    waiting.set(
      key,
      setTimeout(() => {
        waiting.delete(key);
        void newest
          .ask(key, () => forecast(document))
          .catch(() => ({ found: undefined }))
          .then(made => {
            if (made !== undefined) show(document.uri, made.found);
          });
      }, milliseconds),
    );
  }

  function show(uri: vscode.Uri, forecast: Forecast | undefined): void {
    const key = uri.toString();
    if (forecast === undefined && !known.has(key)) return;
    if (forecast === undefined) known.delete(key);
    else known.set(key, forecast);
    changed.fire(uri);
  }

  async function forecast(
    document: vscode.TextDocument,
  ): Promise<{ found: Forecast | undefined } | undefined> {
    const { uri } = document;
    if (isRestricted() || settingOf(uri) === "off" || !(await history.knows(uri)))
      return { found: undefined };
    // It says so itself when it ends.
    if (builds.running().some(build => build.uri.toString() === uri.toString())) return undefined;
    const definition = { type: TASK_TYPE, dockerfile: uri.fsPath } as const;
    const { request } = await prepare(document, definition);
    if (request === undefined || tooLarge.has(request.context)) return { found: undefined };
    const found = await history.forecast(document, request).catch(() => undefined);
    if (found?.costs.some(cost => cost.tooLarge.length > 0)) {
      watch.forget(uri.toString());
      // Two Dockerfiles of one context are looked at side by side.
      if (!tooLarge.has(request.context)) tellTooLarge(request.context);
      tooLarge.add(request.context);
      return { found: undefined };
    }
    watch.follow(
      uri.toString(),
      [request.context, ...Object.values(request.buildContexts)].filter(place => path.isAbsolute(place)),
    );
    return { found };
  }

  function all(milliseconds = QUIET_MS): void {
    const documents = inSight();
    const keys = new Set(documents.map(({ uri }) => uri.toString()));
    for (const key of [...known.keys()])
      if (!keys.has(key)) {
        known.delete(key);
        watch.forget(key);
      }
    for (const document of documents) soon(document, milliseconds);
  }

  const listeners = vscode.Disposable.from(
    vscode.window.onDidChangeVisibleTextEditors(() => {
      for (const document of inSight()) if (!known.has(document.uri.toString())) soon(document, QUIET_MS);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && isShown(document)) soon(document, TYPED_MS);
    }),
    vscode.workspace.onDidChangeConfiguration(event => {
      if (!event.affectsConfiguration("dockerfileStages")) return;
      if (event.affectsConfiguration(SETTING)) tooLarge.clear();
      all();
    }),
    history.onDidChange(() => {
      all(0);
    }),
    history.onDidLoseCache(() => {
      all(0);
    }),
    uses.onDidChange(() => {
      all();
    }),
  );
  all();
  return {
    of: uri => known.get(uri.toString()),
    onDidChange: changed.event,
    dispose() {
      for (const timer of waiting.values()) clearTimeout(timer);
      listeners.dispose();
      watch.dispose();
      changed.dispose();
    },
  };
}

function tellTooLarge(context: string): void {
  const most = MOST_FILES.toLocaleString(vscode.env.language);
  void showInformation(
    l10n.t("The forecast of builds is off: {0} has more than {1} files.", path.basename(context), most),
  );
}

/** How forecasts are shown: `off`, `lens` or `marks`. */
export function settingOf(uri: vscode.Uri): string {
  return vscode.workspace.getConfiguration("dockerfileStages", uri).get("forecast", "lens");
}

function inSight(): vscode.TextDocument[] {
  return vscode.window.visibleTextEditors.map(({ document }) => document).filter(isDockerfile);
}

function isShown(document: vscode.TextDocument): boolean {
  return inSight().includes(document);
}

function isDockerfile({ languageId, uri }: vscode.TextDocument): boolean {
  return languageId === LANGUAGE && uri.scheme === "file";
}
