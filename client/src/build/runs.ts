/** The stages of this window that run: each in a terminal, until its program ends. */
import * as vscode from "vscode";
import type { Engine } from "../engine/engine";

/** A stage whose image runs. */
export interface Run {
  readonly uri: vscode.Uri;
  /** As its build was asked for: undefined for the last stage. */
  readonly stage: string | undefined;
  readonly engine: Engine;
  /** What tells its container from others (`runCommand`). */
  readonly id: string;
  readonly execution: vscode.TaskExecution;
  /** Where its ports are on this machine, as one types them: `localhost:8080`; known some time after it has begun. */
  addresses: readonly string[];
}

export interface Runs {
  /** Those of a Dockerfile, the newest last. */
  of(uri: vscode.Uri): readonly Run[];
  all(): readonly Run[];
  /** Keeps a run until its terminal's program ends; answers what says where its ports are. */
  begin(run: Omit<Run, "addresses">): (addresses: readonly string[]) => void;
  /** A run has begun, has ports, or has ended. */
  readonly onDidChange: vscode.Event<void>;
  dispose(): void;
}

/** Nothing runs yet. */
export function createRuns(): Runs {
  let runs: Run[] = [];
  const changed = new vscode.EventEmitter<void>();
  const ended = vscode.tasks.onDidEndTask(({ execution }) => {
    if (!runs.some(run => run.execution === execution)) return;
    runs = runs.filter(run => run.execution !== execution);
    changed.fire();
  });
  return {
    of: uri => runs.filter(run => run.uri.toString() === uri.toString()),
    all: () => runs,
    begin(begun) {
      const run: Run = { ...begun, addresses: [] };
      runs.push(run);
      changed.fire();
      return addresses => {
        run.addresses = addresses;
        changed.fire();
      };
    },
    onDidChange: changed.event,
    dispose() {
      ended.dispose();
      changed.dispose();
    },
  };
}
