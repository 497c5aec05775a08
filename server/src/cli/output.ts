/** What the command line writes: a report to standard output, and what is said about the work to standard error. */
import { writeSync } from "node:fs";

/** Where the command line writes to, and what it is told by the environment. */
export interface Output {
  readonly write: (text: string) => void;
  /** One line about the work: a file that cannot be read, a count. */
  readonly say: (line: string) => void;
  /** Whether the report has colors. */
  readonly hasColor: boolean;
}

/** When a report has colors. */
export const COLORS = ["auto", "always", "never"] as const;
export type Colors = (typeof COLORS)[number];

const ESCAPE = String.fromCharCode(27);
const CODES = { error: 31, warning: 33, information: 36, hint: 2, bold: 1, dim: 2, added: 32, removed: 31 };

/** A part of a report in a color; as it is where there are none. */
export type Paint = (color: keyof typeof CODES, text: string) => string;

export function painter(hasColor: boolean): Paint {
  return (color, text) => (hasColor && text !== "" ? `${ESCAPE}[${CODES[color]}m${text}${ESCAPE}[0m` : text);
}

/** Whether to use colors: as asked, else where a terminal reads them and nobody has set `NO_COLOR`. */
export function wantsColor(
  asked: Colors,
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (asked !== "auto") return asked === "always";
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}

/** A text without what a terminal would act on: what a file contains is shown and never done. */
export function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- These are what must not be written.
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, visible);
}

function visible(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The output of this process. Whoever reads it may go (`| head`): then nothing more is written. */
export function processOutput(colors: Colors): Output {
  let isOpen = true;
  const to = (file: number) => (text: string) => {
    if (!isOpen) return;
    try {
      writeAll(file, Buffer.from(text));
    } catch (error) {
      if (codeOf(error) !== "EPIPE") throw error;
      isOpen = false;
    }
  };
  return {
    write: to(1),
    say: line => {
      to(2)(`${printable(line)}\n`);
    },
    hasColor: wantsColor(colors, process.stdout.isTTY, process.env),
  };
}

/** Writes all of it before it answers: the process may end then. A pipe that is full is tried again. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(file, bytes, at);
    } catch (error) {
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
