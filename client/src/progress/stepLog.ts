/** What a step printed: its beginning and its end, in bounded memory. */
import * as l10n from "@vscode/l10n";
import { withoutColours } from "../engine/terminalText";

export interface StepLog {
  /** Takes sanitized text, in pieces that may end anywhere but inside a colour. */
  append(text: string): void;
  /** The lines in order, an unfinished one last; what was left out is one line that says so. */
  lines(): string[];
  /** The last lines that are not blank, at most `count`. */
  last(count: number): string[];
}

const HEAD_LINES = 200;
/** The end is what people look at: where it grows beyond this, its older half is dropped. */
const TAIL_CHARACTERS = 400_000;
const LONGEST_LINE = 20_000;

/** An empty log. */
export function createStepLog(): StepLog {
  const head: string[] = [];
  let tail: string[] = [];
  let tailCharacters = 0;
  let dropped = 0;
  let rest = "";

  function take(line: string): void {
    if (head.length < HEAD_LINES) {
      head.push(line);
      return;
    }
    tail.push(line);
    tailCharacters += line.length;
    if (tailCharacters <= TAIL_CHARACTERS) return;
    const half = Math.ceil(tail.length / 2);
    dropped += half;
    tail = tail.slice(half);
    tailCharacters = tail.reduce((sum, { length }) => sum + length, 0);
  }

  function lines(): string[] {
    const gap = dropped === 0 ? [] : [l10n.t("({0} lines are left out here)", dropped)];
    return [...head, ...gap, ...tail, ...(rest === "" ? [] : [asShown(rest)])];
  }

  return {
    append(text) {
      const ended = withoutColours(text).split("\n");
      const unfinished = ended.pop() ?? "";
      for (const part of ended) {
        take(asShown(rest + part));
        rest = "";
      }
      rest += unfinished;
      // Not at each piece of a line without end: that would copy it each time.
      if (rest.length > 2 * LONGEST_LINE) rest = rest.slice(-LONGEST_LINE);
    },
    lines,
    last(count) {
      return lines()
        .filter(line => line.trim() !== "")
        .slice(-count);
    },
  };
}

/** A line that was written over itself, such as a progress bar, as a terminal shows it in the end. */
function asShown(line: string): string {
  const text = line.slice(-LONGEST_LINE).replace(/\r+$/, "");
  return text.slice(text.lastIndexOf("\r") + 1);
}
