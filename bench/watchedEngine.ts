/** When an engine comes to the first step of a build, and when it ends: read from what it prints, whoever started it. */
import { spawn, type ChildProcess } from "node:child_process";
import { homedir } from "node:os";

/** A build as it went; times in milliseconds of `performance.now()`. */
export interface WatchedBuild {
  spawned: number;
  /** The engine has named the first step of a stage. */
  firstStep: number;
  ended: number;
  /** Program and arguments. */
  command: string[];
}

/** A step of a stage, as `--progress=rawjson` names it: `[build 2/5] RUN make`. */
const STEP = /"name":"\[[^"\]]*\b\d+\/\d+\] /;

/** Watches an engine that was started in this turn of the event loop. Throws if the build fails or has no step. */
export function watchEngine(child: ChildProcess): Promise<WatchedBuild> {
  const spawned = performance.now();
  let printed = "";
  let firstStep: number | undefined;
  child.stderr?.on("data", (chunk: Buffer) => {
    if (firstStep !== undefined) return;
    printed += chunk.toString("latin1");
    if (STEP.test(printed)) firstStep = performance.now();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", status => {
      const ended = performance.now();
      if (status === 0 && firstStep !== undefined)
        resolve({ spawned, firstStep, ended, command: child.spawnargs });
      else
        reject(
          new Error(
            `${child.spawnargs.join(" ")} ended with ${status ?? "no status"}: ${printed.slice(-500)}`,
          ),
        );
    });
  });
}

/** The bare command line: started as it is, its output read and thrown away. */
export async function buildBare(command: readonly string[]): Promise<BuildTimes> {
  const [file = "", ...args] = command;
  const begun = performance.now();
  const child = spawn(file, args, {
    cwd: homedir(),
    stdio: ["ignore", "pipe", "pipe"],
    detached: process.platform !== "win32",
  });
  child.stdout.resume();
  return timesSince(begun, await watchEngine(child));
}

/** The same build by us and by the bare command line. */
export interface BuildPair {
  ours: BuildTimes;
  bare: BuildTimes;
}

/** Milliseconds from the beginning to the engine's first step, and to its end. */
export interface BuildTimes {
  firstStep: number;
  whole: number;
}

/** The times of a watched build as seen from `begun`, in milliseconds of `performance.now()`. */
export function timesSince(begun: number, { firstStep, ended }: WatchedBuild): BuildTimes {
  return { firstStep: firstStep - begun, whole: ended - begun };
}
