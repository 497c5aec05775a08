/**
 * Reads `--progress=rawjson` of buildx: the status messages of BuildKit (its `client/graph.go`, `SolveStatus`), in JSON.
 * Every field may be missing or be anything; what is not understood is left out.
 */
import {
  noteRun,
  stepOf,
  type BuildRecord,
  type BuildStep,
  type BuildWarning,
  type ProgressEvent,
  type StepState,
} from "./buildRecord";
import { fieldsOf, listOf, plainTextOf, textOf, type Fields } from "../engine/fields";
import { createSanitizer, plainText, type Sanitizer } from "../engine/terminalText";
import { missingSource, withoutReferences } from "./missingSource";
import { linesOf } from "./sourceLines";
import { placeOfName } from "./stepName";

/** More than anybody reads; each is compared with those before it. */
const MOST_WARNINGS = 500;

const TRANSFERRING = "transferring ";

/** One stream of a step: a character may come in two messages, and so may a control sequence. */
interface StepOutput {
  decoder: TextDecoder;
  sanitizer: Sanitizer;
}

/** Runs of one step, from start to end, in milliseconds of the engine's clock: it may begin again, and overlap itself. */
type Runs = Map<number, number | undefined>;

/**
 * Takes one message after the other into `record`; `onEvent` gets what changed; `now` is this machine's clock, and `placeOf` says
 * where a step stands, by its name.
 */
export function createRawProgress(
  record: BuildRecord,
  onEvent: (event: ProgressEvent) => void,
  now: () => number,
  placeOf = placeOfName,
): (message: object) => void {
  const runs = new Map<string, Runs>();
  const outputs = new Map<string, StepOutput>();

  /** Steps that were called cached at the moment at which another one was looked at, by that moment. */
  const calledCached = new Map<string, BuildStep[]>();

  /**
   * BuildKit says of what an instruction needs that it is cached, from and to the moment at which it looks at the instruction. Where
   * there is nothing to copy, nothing of that was done.
   */
  function takeCalledCached(step: BuildStep, { started, completed, error }: Fields): void {
    if (typeof started !== "string") return;
    if (step.state === "cached" && started === completed)
      calledCached.set(started, [...(calledCached.get(started) ?? []), step]);
    if (missingSource(textOf(error) ?? "") === undefined) return;
    for (const needed of calledCached.get(started) ?? []) {
      if (needed.state !== "cached") continue;
      needed.state = "cancelled";
      onEvent({ kind: "step", step: needed });
    }
  }

  function takeVertex(vertex: Fields): void {
    const { digest } = vertex;
    const name = plainTextOf(vertex["name"]);
    if (typeof digest !== "string" || name === undefined) return;
    const isNew = !record.steps.has(digest);
    const step = stepOf(record, digest, name, placeOf(name));
    const before = step.state;
    takeRun(step, vertex);
    step.state = stateOf(vertex) ?? before;
    const error = plainTextOf(vertex["error"]);
    if (error !== undefined) step.error = withoutReferences(error);
    if (step.state === "running" && before !== "running") step.since = now();
    if (isNew || step.state !== before) onEvent({ kind: "step", step });
    takeCalledCached(step, vertex);
  }

  function takeRun(step: BuildStep, vertex: Fields): void {
    const started = time(vertex["started"]);
    if (started === undefined) return;
    const own = runs.get(step.id) ?? new Map<number, number | undefined>();
    const completed = time(vertex["completed"]);
    runs.set(step.id, own.set(started, completed));
    noteRun(step, started, completed);
    step.ran = totalOf(own);
  }

  function takeLog(log: Fields): void {
    const { vertex, stream, data } = log;
    const step = typeof vertex === "string" ? record.steps.get(vertex) : undefined;
    if (step === undefined || typeof data !== "string") return;
    const key = `${step.id} ${String(stream)}`;
    const output = outputs.get(key) ?? { decoder: new TextDecoder(), sanitizer: createSanitizer() };
    outputs.set(key, output);
    const bytes = Buffer.from(data, "base64");
    const text = output.sanitizer(output.decoder.decode(bytes, { stream: true }));
    if (text === "") return;
    step.log.append(text);
    onEvent({ kind: "log", step, text });
  }

  function takeWarning(fields: Fields): void {
    const message = decode(fields["short"]).trim();
    if (message === "" || record.warnings.length >= MOST_WARNINGS) return;
    const detail = listOf(fields["detail"]).map(decode).join("\n").trim();
    const warning: BuildWarning = {
      message,
      detail: detail === "" ? undefined : detail,
      url: plainTextOf(fields["url"]),
      lines: linesOf(fields["range"]),
    };
    // Every part of a build that reads the file again says the same again.
    if (record.warnings.some(told => told.message === message && told.lines?.first === warning.lines?.first))
      return;
    record.warnings.push(warning);
    onEvent({ kind: "warning", warning });
  }

  /** What is counted in bytes inside of a step: files on their way from this machine among it. */
  function takeStatus({ id, vertex, current }: Fields): void {
    const step = typeof vertex === "string" ? record.steps.get(vertex) : undefined;
    if (step === undefined || typeof id !== "string" || !id.startsWith(TRANSFERRING)) return;
    if (typeof current === "number" && current >= 0)
      step.transferred = Math.max(step.transferred ?? 0, current);
  }

  return message => {
    const { vertexes, statuses, logs, warnings } = message as Fields;
    for (const vertex of listOf(vertexes)) takeVertex(fieldsOf(vertex));
    for (const status of listOf(statuses)) takeStatus(fieldsOf(status));
    for (const log of listOf(logs)) takeLog(fieldsOf(log));
    for (const warning of listOf(warnings)) takeWarning(fieldsOf(warning));
  };
}

function stateOf({ started, completed, cached, error }: Fields): StepState | undefined {
  const words = textOf(error);
  if (words !== undefined) return /\bcontext canceled\b/.test(words) ? "cancelled" : "failed";
  if (typeof completed === "string") return cached === true ? "cached" : "done";
  return typeof started === "string" ? "running" : undefined;
}

/** Without counting twice what overlaps. */
function totalOf(runs: Runs): number {
  let total = 0;
  let covered = -Infinity;
  for (const [start, end] of [...runs].sort(([a], [b]) => a - b)) {
    if (end === undefined || end <= covered) continue;
    total += end - Math.max(start, covered);
    covered = end;
  }
  return total;
}

function time(value: unknown): number | undefined {
  const milliseconds = typeof value === "string" ? Date.parse(value) : NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function decode(data: unknown): string {
  return typeof data === "string" ? plainText(Buffer.from(data, "base64").toString("utf8")) : "";
}
