/** What is known of a build, while it runs and when it has ended, whichever engine told it. */
import { createLogBudget, type LogBudget } from "./logBudget";
import { createStepLog, type StepLog } from "./stepLog";

/** `cached`: nothing had to be done. `cancelled`: it ran when something else failed, or when the build was cancelled. */
export type StepState = "waiting" | "running" | "done" | "cached" | "failed" | "cancelled";

/** How the builder says which instruction a step is. All numbers count from 1, but that of a stage. */
export type StepPlace =
  /** BuildKit: `[linux/amd64 build 2/5] RUN make`; a file with one stage has no stage name there. */
  | {
      by: "name";
      stage: string | undefined;
      step: number;
      total: number;
      /** It comes from an ONBUILD of the base. */
      isTrigger: boolean;
      /** Of a build for several platforms. */
      platform: string | undefined;
    }
  /**
   * Buildah: the index of the stage in the file, and the number among all instructions of the stage, its FROM the first,
   * and what an ONBUILD of its base adds the next.
   */
  | { by: "index"; stage: number; step: number; total: number }
  /** The builder from before BuildKit: the number among all instructions of the file. */
  | { by: "file"; step: number };

export interface BuildStep {
  /** The engine's own name of it. */
  readonly id: string;
  /** In the engine's words: `[build 2/5] RUN make`, `[internal] load build context`. */
  readonly name: string;
  /** None for what the builder does for itself. */
  readonly place: StepPlace | undefined;
  state: StepState;
  /** When it was first heard to run, in milliseconds of this machine's clock. */
  since: number | undefined;
  /** How long its runs took that have ended, in milliseconds. */
  ran: number;
  /**
   * When its first run began and its last one ended, in milliseconds of one clock for all steps of a record, not always
   * this machine's: only differences mean anything.
   */
  began: number | undefined;
  ended: number | undefined;
  /** The engine's words, where it failed. */
  error: string | undefined;
  /** The bytes of files that the builder got from this machine, where it said so. */
  transferred: number | undefined;
  readonly log: StepLog;
}

/** A warning of the builder itself, such as those of its lint rules. */
export interface BuildWarning {
  /** In one line. */
  message: string;
  /** More of it, and where to read on. */
  detail: string | undefined;
  url: string | undefined;
  /** The lines of the Dockerfile, from 1; none if it is about no line. */
  lines: { first: number; last: number } | undefined;
}

export interface BuildRecord {
  /** In the order in which they were mentioned. */
  readonly steps: Map<string, BuildStep>;
  readonly warnings: BuildWarning[];
  /** What the logs of its steps may keep, together with those of other builds. */
  readonly budget: LogBudget;
}

/** What a reader of progress hears. */
export type ProgressEvent =
  /** A step is new, or its state is another. */
  | { kind: "step"; step: BuildStep }
  /** A step has printed something: whole characters, not always whole lines. */
  | { kind: "log"; step: BuildStep; text: string }
  | { kind: "warning"; warning: BuildWarning }
  /** A line of the engine that is about no step, without its end. */
  | { kind: "text"; line: string };

/** A record of nothing. */
export function createRecord(budget: LogBudget = createLogBudget()): BuildRecord {
  return { steps: new Map(), warnings: [], budget };
}

/** Frees the memory of all logs of a build that nobody opens any more. */
export function dropLogs({ steps }: BuildRecord): void {
  for (const { log } of steps.values()) log.drop();
}

/** The step of that id; a new one, waiting, where there is none yet. */
export function stepOf(
  { steps, budget }: BuildRecord,
  id: string,
  name: string,
  place: StepPlace | undefined,
): BuildStep {
  let step = steps.get(id);
  if (step === undefined) {
    step = {
      id,
      name,
      place,
      state: "waiting",
      since: undefined,
      ran: 0,
      began: undefined,
      ended: undefined,
      error: undefined,
      transferred: undefined,
      log: createStepLog(budget),
    };
    steps.set(id, step);
  }
  return step;
}

/** The step that made the build fail: the first one that is not there because another one had failed. */
export function failedStep({ steps }: BuildRecord): BuildStep | undefined {
  for (const step of steps.values()) if (step.state === "failed") return step;
  return undefined;
}

/** Notes a run of a step: what `began` and `ended` say of all its runs. */
export function noteRun(step: BuildStep, began: number, ended?: number): void {
  step.began = Math.min(step.began ?? began, began);
  if (ended !== undefined) step.ended = Math.max(step.ended ?? ended, ended);
}

/** Whether a step has come to its end. */
export function hasEnded({ state }: BuildStep): boolean {
  return state !== "waiting" && state !== "running";
}

/** How long a step took up to `now`, in milliseconds. */
export function duration({ state, since, ran }: BuildStep, now: number): number {
  return state === "running" && since !== undefined ? ran + Math.max(0, now - since) : ran;
}
