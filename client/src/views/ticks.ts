/** When what is said of builds has to be said anew: as their first steps are known, at their end, and each second in between. */
import * as vscode from "vscode";
import type { Build, Builds } from "../build/builds";

export interface Ticks {
  readonly onTick: vscode.Event<void>;
  dispose(): void;
}

const SECOND_MS = 1000;

/** Counts while something is built; otherwise it is still. */
export function createTicks(builds: Builds): Ticks {
  const ticked = new vscode.EventEmitter<void>();
  /** Those that run, and whether anything of theirs was said. */
  const atWork = new Map<Build, boolean>();
  let timer: NodeJS.Timeout | undefined;
  const listener = builds.onDidChange(build => {
    const isTold = atWork.get(build);
    if (isTold === true && build.state === "running") return;
    if (build.state === "running") atWork.set(build, isTold !== undefined);
    else atWork.delete(build);
    if (atWork.size === 0) {
      clearInterval(timer);
      timer = undefined;
    } else {
      timer ??= setInterval(() => {
        ticked.fire();
      }, SECOND_MS);
    }
    // At its begin there is nothing to say but that it runs, and its engine needs the processor.
    if (atWork.get(build) !== false) ticked.fire();
  });
  return {
    onTick: ticked.event,
    dispose() {
      clearInterval(timer);
      listener.dispose();
      ticked.dispose();
    },
  };
}
