/** Hands on text in pieces that a terminal can take: not more often than it draws, and not more than it can draw. */
import * as l10n from "@vscode/l10n";

export interface PacedWriter {
  write(text: string): void;
  /** Hands on what waits. */
  flush(): void;
  /** Before this nothing is handed on: nobody listens yet. */
  release(): void;
}

const APART_MS = 40;
/** After a piece longer than this. Nobody reads along by then, and each piece has the terminal drawn anew. */
const MUCH_CHARACTERS = 4_000;
const MUCH_APART_MS = 120;
/** What comes in one such time beyond this, nobody can read; its middle is left out. */
const MOST_CHARACTERS = 60_000;

/** `write` gets text with whole lines wherever something was left out; the build log keeps the rest. */
export function createPacedWriter(write: (text: string) => void): PacedWriter {
  let begin = "";
  let end = "";
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  let isHeld = true;
  let apart = APART_MS;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isHeld) return;
    const gap =
      leftOut === 0 ? "" : `\x1b[2m${l10n.t("({0} characters are left out here)", leftOut)}\x1b[0m\n`;
    const text = begin + gap + end;
    begin = end = "";
    leftOut = 0;
    apart = text.length > MUCH_CHARACTERS ? MUCH_APART_MS : APART_MS;
    if (text !== "") write(text);
  }

  return {
    write(text) {
      timer ??= setTimeout(flush, apart);
      if (end === "" && begin.length + text.length <= MOST_CHARACTERS / 2) {
        begin += text;
        return;
      }
      end += text;
      if (end.length <= MOST_CHARACTERS) return;
      const from = end.indexOf("\n", end.length - MOST_CHARACTERS / 2) + 1;
      leftOut += from;
      end = end.slice(from);
    },
    flush,
    release() {
      isHeld = false;
      flush();
    },
  };
}
