/** Reads what an engine says when a build has failed: its last words, and the lines of the file that it shows. Pure and streaming. */

import { missingSource, withoutReferences } from "./missingSource";

/** A place in the file as BuildKit shows it: the marked lines of one excerpt, numbered from 1. */
export interface ShownPlace {
  /** The name inside the Dockerfile's folder, not a path. */
  file: string;
  line: number;
  marked: { line: number; text: string }[];
}

export interface ErrorText {
  /** `engine`: nobody answered; `permission`: we may not talk to the engine; `build`: the builder refused or a step failed. */
  kind: "engine" | "permission" | "build";
  /** The builder's own words, without the prefixes that say only that something failed. */
  message: string;
  /** The path, without a slash at its beginning, that an instruction takes and that is not there; undefined for other failures. */
  missing: string | undefined;
  places: ShownPlace[];
  /** The line, from 1, that a message about syntax names; older engines show no excerpt with it. */
  parseErrorLine: number | undefined;
}

/** More than a builder shows; some hand on what steps print, too, and that may look like places without end. */
const MOST_PLACES = 50;
const MOST_MARKED = 1_000;
const RULE = "--------------------";

/** A reader of the lines that are about no step; `read` once the engine has ended; `raw` is the message with all its prefixes. */
export function createErrorText(): { onLine(line: string): void; read(): ErrorText; raw(): string } {
  const places: ShownPlace[] = [];
  let errorLine: string | undefined;
  let lastLine = "";
  let header: { file: string; line: number } | undefined;
  let state: "outside" | "excerpt" | "log" = "outside";

  function onLine(line: string): void {
    if (state === "excerpt") {
      takeExcerptLine(line);
      return;
    }
    if (state === "log") {
      if (line === "------") state = "outside";
      return;
    }
    // Plain progress repeats what the failed step printed.
    if (lastLine === "------" && /^ > .*:$/.test(line)) state = "log";
    if (line === RULE && header !== undefined && places.length < MOST_PLACES) {
      places.push({ ...header, marked: [] });
      state = "excerpt";
    }
    if (/^(?:ERROR|error|Error|Error response from daemon): /.test(line)) errorLine = line;
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
    const marked = places.at(-1)?.marked ?? [];
    if (number !== undefined && text !== undefined && marked.length < MOST_MARKED)
      marked.push({ line: Number(number), text });
  }

  function read(): ErrorText {
    const message = errorLine ?? lastLine;
    const [, parseErrorLine] = /\bparse error (?:on )?line (\d+)/i.exec(message) ?? [];
    return {
      kind: kindOf(message),
      message: withoutReferences(withoutPrefixes(message)),
      missing: missingSource(message),
      places,
      parseErrorLine: parseErrorLine === undefined ? undefined : Number(parseErrorLine),
    };
  }

  return { onLine, read, raw: () => errorLine ?? lastLine };
}

function kindOf(message: string): ErrorText["kind"] {
  if (/permission denied while trying to connect/i.test(message)) return "permission";
  return /cannot connect to the docker daemon|error during connect|failed to connect to the docker API|is the docker daemon running|cannot connect to podman/i.test(
    message,
  )
    ? "engine"
    : "build";
}

// Which of its own names the builder puts before the cause depends on which part of it hears of the failure first.
const PREFIX =
  /^(?:ERROR|error|Error|Error response from daemon|failed to build|failed to solve with frontend dockerfile\.v0|failed to solve|failed to run Build function|failed to create LLB definition|target [\w.-]+): /;

function withoutPrefixes(message: string): string {
  // Podman prints what it has in its hands.
  let text = message.replace(/ &imagebuilder\.Step\{.*$/s, "");
  while (PREFIX.test(text)) text = text.replace(PREFIX, "");
  return text;
}
