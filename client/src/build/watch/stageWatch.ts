/**
 * A stage that is built again whenever something that it reads changes. One build at a time: a newer one ends the older. Somebody is
 * told only when it fails after it was built, or is built after it failed.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { LanguageServer } from "../../server/languageServer";
import { showInformation } from "../../messages";
import type { BuildSession } from "../session";
import type { BuildTerminal } from "../task/buildTerminal";
import { TASK_TYPE, type BuildTaskDefinition } from "../task/taskDefinition";
import { createWatchedFiles } from "./watchedFiles";

export interface WatchedStage {
  readonly document: vscode.TextDocument;
  /** As it is asked for: none for the last stage. */
  readonly stage: string | undefined;
  readonly label: string;
  /** How its last build ended; undefined before the first one did. */
  readonly outcome: "built" | "failed" | undefined;
  readonly isBuilding: boolean;
}

export interface StageWatch {
  /** The stage that is watched. */
  current(): WatchedStage | undefined;
  /** Watches a stage in place of the one before, and builds it. */
  start(document: vscode.TextDocument, stage: string | undefined, label: string): void;
  /** Ends the watch, and its build. */
  stop(): void;
  /** Another stage is watched, or its state is another. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** An editor writes several files at once, and one file in several steps. */
const QUIET_MS = 400;
const CANCELLED = 130;

/** Nothing is watched yet. */
export function createStageWatch(server: LanguageServer, session: BuildSession): StageWatch {
  const changed = new vscode.EventEmitter<void>();
  let running: { state: WatchedStage; stop(): void } | undefined;

  function stop(): void {
    running?.stop();
    running = undefined;
    changed.fire();
  }

  function start(document: vscode.TextDocument, stage: string | undefined, label: string): void {
    stop();
    const state: { -readonly [Key in keyof WatchedStage]: WatchedStage[Key] } = {
      ...{ document, stage, label, outcome: undefined, isBuilding: false },
    };
    const definition: BuildTaskDefinition = {
      ...{ type: TASK_TYPE, dockerfile: document.uri.fsPath, output: "image" },
      ...(stage !== undefined && { stage }),
    };
    const written = new vscode.EventEmitter<string>();
    let isStopped = false;
    let build: { terminal: BuildTerminal; ended: Promise<number> } | undefined;
    /** The newest reason to build: what waits for an older build to end gives way to it. */
    let newest = 0;
    let timer: NodeJS.Timeout | undefined;

    async function buildAgain(why: string): Promise<void> {
      const own = ++newest;
      const isOver = () => isStopped || own !== newest;
      build?.terminal.close();
      await build?.ended;
      if (isOver()) return;
      written.fire(`\x1b[2m${why}\x1b[0m\r\n`);
      const terminal = session.terminal(definition, state.outcome === "failed");
      const output = terminal.onDidWrite(text => {
        written.fire(text);
      });
      const ended = new Promise<number>(resolve => {
        terminal.onDidClose?.(status => {
          resolve(status ?? 0);
        });
      });
      build = { terminal, ended };
      state.isBuilding = true;
      changed.fire();
      terminal.open(undefined);
      const status = await ended;
      output.dispose();
      if (isStopped) return;
      if (status !== CANCELLED) tell(status === 0 ? "built" : "failed");
      if (isOver()) return;
      build = undefined;
      state.isBuilding = false;
      written.fire("\r\n");
      changed.fire();
    }

    /** The failure after a success is told by the build itself. */
    function tell(outcome: "built" | "failed"): void {
      if (outcome === "built" && state.outcome === "failed")
        void showInformation(l10n.t("{0} is built again.", label));
      state.outcome = outcome;
    }

    const files = createWatchedFiles(server, session, document, definition, file => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        const why = l10n.t("{0} changed", vscode.workspace.asRelativePath(file));
        // What is read may be something else by now.
        void files.refresh().then(() => buildAgain(why));
      }, QUIET_MS);
    });
    const shown = vscode.window.createTerminal({
      name: l10n.t("Watch {0}", label),
      iconPath: new vscode.ThemeIcon("eye"),
      pty: { onDidWrite: written.event, open: () => undefined, close: stopThis },
    });
    shown.show(true);

    function stopThis(): void {
      if (running === own) stop();
    }

    const own = {
      state,
      stop() {
        isStopped = true;
        clearTimeout(timer);
        build?.terminal.close();
        files.dispose();
        shown.dispose();
      },
    };
    running = own;
    changed.fire();
    void files.refresh().then(() => buildAgain(l10n.t("Watching {0}", label)));
  }

  return {
    current: () => running?.state,
    start,
    stop,
    onDidChange: changed.event,
    dispose() {
      stop();
      changed.dispose();
    },
  };
}
