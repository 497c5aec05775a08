/** When what is said of builds has to be said anew: at their begin and their end, and each second in between. */
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
  const atWork = new Set<Build>();
  let timer: NodeJS.Timeout | undefined;
  const listener = builds.onDidChange(build => {
    const begins = build.state === "running" && !atWork.has(build);
    const ends = build.state !== "running";
    if (!begins && !ends) return;
    if (begins) atWork.add(build);
    else atWork.delete(build);
    if (atWork.size === 0) {
      clearInterval(timer);
      timer = undefined;
    } else {
      timer ??= setInterval(() => {
        ticked.fire();
      }, SECOND_MS);
    }
    ticked.fire();
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
