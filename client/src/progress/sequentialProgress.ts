/**
 * Reads what builders print that do one step after the other: Podman, which is Buildah, and Docker's builder from before
 * BuildKit. What they print between two steps is what the step printed, so nothing is known but by its place.
 */
import {
  noteRun,
  stepOf,
  type BuildRecord,
  type BuildStep,
  type ProgressEvent,
  type StepPlace,
  type StepState,
} from "./buildRecord";

/** What a line says: a step begins, the present one ends, or neither. */
type Said = { place: StepPlace; title: string } | "cached" | "end" | "text";

/** Takes one line after the other into `record`. */
export function createSequentialProgress(
  builder: "podman" | "legacy",
  record: BuildRecord,
  onEvent: (event: ProgressEvent) => void,
  now: () => number,
): { onLine(stream: "out" | "err", line: string): void; end(hasFailed: boolean): void } {
  const read = builder === "podman" ? readPodman : readLegacy;
  let current: BuildStep | undefined;

  function finish(state: StepState): void {
    if (current?.state !== "running") return;
    current.ran = now() - (current.since ?? now());
    noteRun(current, now() - current.ran, now());
    current.state = state;
    onEvent({ kind: "step", step: current });
  }

  return {
    onLine(stream, line) {
      const said = stream === "out" ? read(line, current) : "text";
      if (said === "text") {
        if (current?.state === "running") {
          current.log.append(`${line}\n`);
          onEvent({ kind: "log", step: current, text: `${line}\n` });
        } else onEvent({ kind: "text", line });
      } else if (said === "cached" || said === "end") {
        finish(said === "cached" ? "cached" : "done");
      } else {
        finish("done");
        current = stepOf(record, line, said.title, said.place);
        current.state = "running";
        current.since = now();
        noteRun(current, current.since);
        onEvent({ kind: "step", step: current });
      }
    },
    end(hasFailed) {
      finish(hasFailed ? "failed" : "done");
    },
  };
}

/** `[2/3] STEP 2/3: RUN make`, without the first part where there is one stage; `--> 38a4f3c` ends a step. */
function readPodman(line: string): Said {
  const [, stage, step, total, title] = /^(?:\[(\d+)\/\d+\] )?STEP (\d+)\/(\d+): (.*)$/.exec(line) ?? [];
  if (step !== undefined && title !== undefined) {
    const index = stage === undefined ? 0 : Number(stage) - 1;
    return { place: { by: "index", stage: index, step: Number(step), total: Number(total) }, title };
  }
  if (/^--> Using cache [0-9a-f]{11,}$/.test(line)) return "cached";
  return /^--> [0-9a-f]{11,}$/.test(line) || /^(?:\[\d+\/\d+\] )?COMMIT\b/.test(line) ? "end" : "text";
}

/** `Step 2/5 : RUN make`; ` ---> 38a4f3c` ends a step. Steps print anything, so a step follows only the one before it. */
function readLegacy(line: string, current: BuildStep | undefined): Said {
  const [, number, title] = /^Step (\d+)\/\d+ : (.*)$/.exec(line) ?? [];
  const before = current?.place?.by === "file" ? current.place.step : 0;
  if (number !== undefined && title !== undefined && Number(number) === before + 1) {
    return { place: { by: "file", step: Number(number) }, title };
  }
  if (line === " ---> Using cache") return "cached";
  return /^ ---> [0-9a-f]{12}$/.test(line) ? "end" : "text";
}
