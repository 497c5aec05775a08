/** Hands on text in pieces that a terminal can take: not more often than it draws, and not more than it can draw. */
import * as l10n from "@vscode/l10n";

export interface PacedWriter {
  write(text: string): void;
  /** Before this nothing is handed on: nobody listens yet. */
  release(): void;
  /** Hands on what waits: one piece at once, and others, if there are any, one after another. Settles after the last. */
  finish(): Promise<void>;
}

const APART_MS = 40;
/** A screen or two of lines. A terminal that draws more at a time keeps the window from drawing anything else. */
const PIECE_CHARACTERS = 4_000;
/** After a piece longer than this. Nobody reads along by then, and each piece has the terminal drawn anew. */
const MUCH_CHARACTERS = 2_000;
const MUCH_APART_MS = 120;
/** What waits beyond this, nobody can read; its middle is left out. */
const MOST_CHARACTERS = 48_000;

/** `write` gets whole lines, but of a line that is longer than a piece; the build log keeps what is left out. */
export function createPacedWriter(write: (text: string) => void): PacedWriter {
  let begin = "";
  let end = "";
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;
  let isHeld = true;
  let apart = APART_MS;
  let whenEmpty: (() => void) | undefined;

  function handOn(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isHeld) return;
    const piece = nextPiece();
    if (piece !== "") write(piece);
    apart = piece.length > MUCH_CHARACTERS ? MUCH_APART_MS : APART_MS;
    if (begin !== "" || end !== "") timer = setTimeout(handOn, apart);
    else whenEmpty?.();
  }

  function nextPiece(): string {
    if (begin.length < PIECE_CHARACTERS) {
      const gap = leftOut === 0 ? "" : `\x1b[2m${l10n.t("({0} characters omitted)", leftOut)}\x1b[0m\n`;
      begin += gap + end;
      end = "";
      leftOut = 0;
    }
    const piece = firstOf(begin);
    begin = begin.slice(piece.length);
    return piece;
  }

  return {
    write(text) {
      timer ??= setTimeout(handOn, apart);
      if (end === "" && begin.length + text.length <= MOST_CHARACTERS / 3) {
        begin += text;
        return;
      }
      end += text;
      if (end.length <= (MOST_CHARACTERS / 3) * 2) return;
      const kept = end.length - MOST_CHARACTERS / 3;
      const from = end.indexOf("\n", kept) + 1 || kept;
      leftOut += from;
      end = end.slice(from);
    },
    release() {
      isHeld = false;
      handOn();
    },
    finish() {
      return new Promise(resolve => {
        whenEmpty = resolve;
        handOn();
      });
    },
  };
}

/** The lines that a piece has room for, or the part of a line that is longer. */
function firstOf(text: string): string {
  if (text.length <= PIECE_CHARACTERS) return text;
  const lines = text.lastIndexOf("\n", PIECE_CHARACTERS - 1) + 1;
  return text.slice(0, lines === 0 ? PIECE_CHARACTERS : lines);
}
