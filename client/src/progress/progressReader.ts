/**
 * Reads what an engine prints while it builds: which steps there are and how they go, and why the build failed. Pure and
 * streaming: text comes in pieces split anywhere.
 */
import type { Engine } from "../engine/engine";
import { plainText } from "../engine/terminalText";
import {
  createRecord,
  failedStep,
  type BuildRecord,
  type BuildStep,
  type ProgressEvent,
} from "./buildRecord";
import { createErrorText, type ErrorText } from "./errorText";
import type { LogBudget } from "./logBudget";
import { withoutReferences } from "./missingSource";
import { neverDone } from "./neverDone";
import { createJsonValues } from "./jsonValues";
import { createPlainProgress } from "./plainProgress";
import { createRawProgress } from "./rawProgress";
import { createSequentialProgress } from "./sequentialProgress";

export interface BuildFailure extends ErrorText {
  record: BuildRecord;
  /** The step that failed; none where the builder did not come to the steps. */
  step: BuildStep | undefined;
  /** The last lines that it printed. */
  log: string[];
}

export interface ProgressReader {
  readonly record: BuildRecord;
  /** Takes the next piece of one of the two outputs. */
  write(stream: "out" | "err", text: string): void;
  /** Call once the engine has ended. */
  end(hasFailed: boolean): void;
  /** Call after the end of a build that failed. */
  failure(): BuildFailure;
}

const LONGEST_LOG = 10;
/** A step may print a line without end; no message of the builder needs more than this. */
const LONGEST_LINE = 20_000;

/**
 * A reader for one run of an engine, which calls `onEvent` with what it reads. `now` is the clock, in milliseconds.
 */
export function createProgressReader(
  { builder, progress }: Pick<Engine, "builder" | "progress">,
  onEvent: (event: ProgressEvent) => void = () => undefined,
  now: () => number = Date.now,
  budget?: LogBudget,
): ProgressReader {
  const record = createRecord(budget);
  const errors = createErrorText();
  const sequential =
    builder === "podman" || builder === "legacy"
      ? createSequentialProgress(builder, record, onEvent, now)
      : undefined;
  const plain = createPlainProgress(record, onEvent, now);
  const other = (said: string): void => {
    const line = plainText(said);
    // A builder that prints JSON may have said `--progress=rawjson` is new to it, and gone on in text.
    if (plain(line)) return;
    errors.onLine(line);
    onEvent({ kind: "text", line: withoutReferences(line) });
  };
  const raw =
    progress === "rawjson" ? createJsonValues(createRawProgress(record, onEvent, now), other) : undefined;
  const lines = { out: createLines(takeOut), err: createLines(takeErr) };

  function takeOut(line: string): void {
    // BuildKit reports on stderr. On stdout comes what the steps of the others print, among it anything.
    if (sequential === undefined) onEvent({ kind: "text", line });
    else sequential.onLine("out", line);
  }

  function takeErr(line: string): void {
    if (sequential === undefined) {
      other(line);
      return;
    }
    errors.onLine(line);
    // Of Docker that is its own last word; of Podman, what the steps print as well.
    if (builder === "legacy" || line.startsWith("Error: ")) onEvent({ kind: "text", line });
    else sequential.onLine("err", line);
  }

  return {
    record,
    write(stream, text) {
      if (stream === "err" && raw !== undefined) raw.write(text);
      else lines[stream].write(text);
    },
    end(hasFailed) {
      raw?.end();
      lines.out.end();
      lines.err.end();
      sequential?.end(hasFailed);
      for (const step of record.steps.values()) {
        if (step.state !== "running") continue;
        step.state = hasFailed ? "cancelled" : "done";
        onEvent({ kind: "step", step });
      }
      if (!hasFailed) return;
      for (const step of neverDone(record)) {
        step.state = "cancelled";
        onEvent({ kind: "step", step });
      }
    },
    failure() {
      const step = failedStep(record);
      return { ...errors.read(), record, step, log: step?.log.last(LONGEST_LOG) ?? [] };
    },
  };
}

function createLines(onLine: (line: string) => void): { write(text: string): void; end(): void } {
  let rest = "";
  const takeClean = (line: string) => {
    onLine(plainText(line).replace(/(?<!\r)\r+$/, ""));
  };
  return {
    write(text) {
      const parts = (rest + text).split("\n");
      rest = (parts.pop() ?? "").slice(0, LONGEST_LINE);
      for (const part of parts) takeClean(part);
    },
    end() {
      if (rest !== "") takeClean(rest);
      rest = "";
    },
  };
}
