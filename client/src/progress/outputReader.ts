/**
 * Reads what an engine prints while it builds and tells why the build failed. Pure and streaming: text comes in pieces
 * split anywhere. It knows BuildKit's plain progress since Docker 20 and the builder from before BuildKit.
 */

/** A step as BuildKit names it: `[<stage> <step>/<total>] <text>`; a file with one stage has no stage name there. */
export interface FailedStep {
  stage: string | undefined;
  step: number;
  total: number;
  text: string;
}

/** A place in the file as BuildKit shows it: the marked lines of one excerpt, numbered from 1. */
export interface ShownPlace {
  /** The name inside the Dockerfile's folder, not a path. */
  file: string;
  line: number;
  marked: { line: number; text: string }[];
}

export interface BuildFailure {
  /** `engine`: nobody answered; `permission`: we may not talk to the engine; `build`: the builder refused or a step failed. */
  kind: "engine" | "permission" | "build";
  /** The builder's own words, without the prefixes that say only that something failed. */
  message: string;
  places: ShownPlace[];
  /** The line, from 1, that a message about syntax names; older engines show no excerpt with it. */
  parseErrorLine: number | undefined;
  /** What BuildKit was doing when it failed, in its words: a step of a stage or something of its own. */
  vertex: string | undefined;
  step: FailedStep | undefined;
  /** The number of the failing instruction among all of the file, from 1, as the legacy builder counts. */
  legacyStep: number | undefined;
  /** The last lines that the failing step printed. */
  log: string[];
}

export interface OutputReader {
  /** Takes the next piece of one of the two outputs. */
  write(stream: "out" | "err", text: string): void;
  /** Call once the engine has ended with a status other than 0. */
  failure(): BuildFailure;
}

// eslint-disable-next-line no-control-regex -- colours and cursor movements begin with the escape character
const ANSI = /\x1b\[[0-9;?]*[ -/]*[@-~]/g;
const RULE = "--------------------";
const LONGEST_LOG = 10;
/** A step may print a line without end; no message of the builder needs more than this. */
const LONGEST_LINE = 20_000;

/** A reader for one run of the engine. */
export function createOutputReader(): OutputReader {
  const lines = createLineReader();
  const rest = { out: "", err: "" };
  return {
    write(stream, text) {
      const parts = (rest[stream] + text).split("\n");
      rest[stream] = (parts.pop() ?? "").slice(0, LONGEST_LINE);
      for (const part of parts) lines.take(stream, clean(part));
    },
    failure() {
      for (const stream of ["out", "err"] as const) {
        if (rest[stream] !== "") lines.take(stream, clean(rest[stream]));
        rest[stream] = "";
      }
      return lines.failure();
    },
  };
}

function clean(line: string): string {
  return line.replace(ANSI, "").replace(/\r$/, "");
}

function createLineReader() {
  const vertexNames = new Map<string, string>();
  const vertexLogs = new Map<string, string[]>();
  const places: ShownPlace[] = [];
  let failedVertex: string | undefined;
  let shownVertex: string | undefined;
  let shownLog: string[] = [];
  let legacyStep: number | undefined;
  let errorLine: string | undefined;
  let lastLine = "";
  let header: { file: string; line: number } | undefined;
  let state: "outside" | "excerpt" | "log" = "outside";

  function take(stream: "out" | "err", line: string): void {
    // BuildKit reports on stderr. On stdout comes what the legacy builder's steps print, among it anything.
    if (stream === "out") {
      const [, step] = /^Step (\d+)\/\d+ : /.exec(line) ?? [];
      if (step !== undefined && Number(step) === (legacyStep ?? 0) + 1) legacyStep = Number(step);
    } else if (state === "excerpt") {
      takeExcerptLine(line);
    } else if (state === "log") {
      if (line === "------") state = "outside";
      else shownLog = [...shownLog, line.replace(/^(?:#\d+ )?\d+\.\d+ /, "")].slice(-LONGEST_LOG);
    } else if (!takeProgress(line)) {
      takePlainLine(line);
    }
  }

  /** `#6 [build 2/3] RUN make`, `#6 0.31 cc -o x`, `#6 ERROR: …`: nothing here is the builder's final word. */
  function takeProgress(line: string): boolean {
    const [, id, text] = /^#(\d+) (.*)$/.exec(line) ?? [];
    if (id === undefined || text === undefined) return false;
    const [, logged] = /^\d+\.\d+ (.*)$/.exec(text) ?? [];
    if (logged !== undefined) {
      vertexLogs.set(id, [...(vertexLogs.get(id) ?? []), logged].slice(-LONGEST_LOG));
    } else if (text.startsWith("ERROR: ")) {
      failedVertex ??= id;
    } else if (/^(?:DONE \d|sha256:)/.test(text)) {
      if (text.startsWith("DONE")) vertexLogs.delete(id);
    } else if (!vertexNames.has(id)) {
      vertexNames.set(id, text);
    }
    return true;
  }

  function takePlainLine(line: string): void {
    const [, shown] = /^ > (.*):$/.exec(line) ?? [];
    if (shown !== undefined && lastLine === "------") {
      shownVertex = shown;
      shownLog = [];
      state = "log";
    } else if (line === RULE && header !== undefined) {
      places.push({ ...header, marked: [] });
      state = "excerpt";
    }
    if (/^(?:ERROR|error|Error response from daemon): /.test(line)) errorLine = line;
    const [, file, number] = /^(.+):(\d+)$/.exec(line) ?? [];
    header = file === undefined ? undefined : { file, line: Number(number) };
    if (line.trim() !== "") lastLine = line;
  }

  function takeExcerptLine(line: string): void {
    if (line === RULE) {
      state = "outside";
      return;
    }
    const [, number, text] = /^ *(\d+) \| >>> ?(.*)$/.exec(line) ?? [];
    if (number !== undefined && text !== undefined)
      places.at(-1)?.marked.push({ line: Number(number), text });
  }

  function failure(): BuildFailure {
    const message = errorLine ?? lastLine;
    const vertex = shownVertex ?? (failedVertex === undefined ? undefined : vertexNames.get(failedVertex));
    const log = shownLog.length > 0 ? shownLog : (vertexLogs.get(failedVertex ?? "") ?? []);
    const [, parseErrorLine] = /\bparse error (?:on )?line (\d+)/i.exec(message) ?? [];
    return {
      kind: kindOf(message),
      message: withoutPrefixes(message),
      places,
      parseErrorLine: parseErrorLine === undefined ? undefined : Number(parseErrorLine),
      vertex,
      step: vertex === undefined ? undefined : readStep(vertex),
      legacyStep,
      log: log.filter(line => line.trim() !== ""),
    };
  }

  return { take, failure };
}

function readStep(vertex: string): FailedStep | undefined {
  const [, stage, step, total, text] =
    /^\[(?:[^\s\]]+\/[^\s\]]+ )?(?:([a-z][a-z0-9_.-]*) )?\s*(\d+)\/(\d+)\] (.*)$/s.exec(vertex) ?? [];
  return text === undefined ? undefined : { stage, step: Number(step), total: Number(total), text };
}

function kindOf(message: string): BuildFailure["kind"] {
  if (/permission denied while trying to connect/i.test(message)) return "permission";
  return /cannot connect to the docker daemon|error during connect|failed to connect to the docker API|is the docker daemon running/i.test(
    message,
  )
    ? "engine"
    : "build";
}

const PREFIX =
  /^(?:ERROR|error|Error response from daemon|failed to build|failed to solve with frontend dockerfile\.v0|failed to solve|failed to create LLB definition): /;

function withoutPrefixes(message: string): string {
  let text = message;
  while (PREFIX.test(text)) text = text.replace(PREFIX, "");
  return text;
}
