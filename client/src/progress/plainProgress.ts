/** Reads what BuildKit prints as plain text (`--progress=plain`), since Docker 18.09. */
import {
  noteRun,
  stepOf,
  type BuildRecord,
  type BuildStep,
  type ProgressEvent,
  type StepState,
} from "./buildRecord";
import { withoutReferences } from "./missingSource";
import { placeOfName } from "./stepName";

/** Takes one line after the other into `record`; answers whether the line was one of progress. */
export function createPlainProgress(
  record: BuildRecord,
  onEvent: (event: ProgressEvent) => void,
  now: () => number,
  placeOf = placeOfName,
): (line: string) => boolean {
  /** `#6 [build 2/3] RUN make`, `#6 0.31 cc -o x`, `#6 ERROR: …`, `#6 DONE 0.2s`. */
  return line => {
    const [, id, text] = /^#(\d+) (.*)$/s.exec(line) ?? [];
    if (id === undefined || text === undefined) return false;
    // `#0 building with "default" instance …` is what buildx says of its builder.
    if (id === "0") return true;
    // BuildKit up to Docker 20.10 ends a step on the line that the step has not ended.
    const end = text.search(new RegExp(`(?<=.)#${id} (?:DONE \\d+\\.\\ds|ERROR: .*|CANCELED)$`));
    if (end !== -1) takeText(id, text.slice(0, end));
    takeText(id, end === -1 ? text : text.slice(end + id.length + 2));
    return true;
  };

  function takeText(id: string, text: string): void {
    const step = record.steps.get(id);
    if (step === undefined) {
      const begun = stepOf(record, id, text, placeOf(text));
      begun.since = now();
      noteRun(begun, begun.since);
      change(begun, "running", onEvent);
      return;
    }
    const [, done] = /^DONE (\d+(?:\.\d+)?)s$/.exec(text) ?? [];
    const [, amount, unit] = /^transferring \S+ (\d+(?:\.\d+)?)([kMGT]?B)\b/.exec(text) ?? [];
    if (amount !== undefined && unit !== undefined)
      step.transferred = Math.max(step.transferred ?? 0, Math.round(Number(amount) * bytesIn(unit)));
    const [, logged] = /^\d+\.\d+ (.*)$/s.exec(text) ?? [];
    if (logged !== undefined) {
      step.log.append(`${logged}\n`);
      onEvent({ kind: "log", step, text: `${logged}\n` });
    } else if (done !== undefined) {
      const took = Math.round(Number(done) * 1000);
      step.ran += took;
      // A step that did not print may be mentioned at its end only.
      noteRun(step, now() - took, now());
      change(step, "done", onEvent);
    } else if (text === "CACHED") {
      noteRun(step, now(), now());
      change(step, "cached", onEvent);
    } else if (text === "CANCELED") {
      noteRun(step, now(), now());
      change(step, "cancelled", onEvent);
    } else if (text.startsWith("ERROR: ")) {
      step.error = withoutReferences(text.slice("ERROR: ".length));
      if (step.since !== undefined) step.ran += now() - step.since;
      noteRun(step, now(), now());
      change(step, /\bcontext canceled\b/.test(text) ? "cancelled" : "failed", onEvent);
    } else if (text === step.name && step.state !== "running") {
      step.since = now();
      change(step, "running", onEvent);
    }
  }
}

function change(step: BuildStep, state: StepState, onEvent: (event: ProgressEvent) => void): void {
  step.state = state;
  onEvent({ kind: "step", step });
}

/** As Docker shows sizes: in powers of 1000. */
function bytesIn(unit: string): number {
  return 1000 ** Math.max(0, ["B", "kB", "MB", "GB", "TB"].indexOf(unit));
}
