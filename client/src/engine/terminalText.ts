/**
 * The one sanitizer of text that an engine, a build or a file has written: colours (SGR) and line control (`\n`, `\r`, tab) pass,
 * every other control sequence is dropped, and all printable text stays. Sequences are told as terminals tell them (ECMA-48, and
 * the state machine of xterm), but for one thing: a line end ends them, so that output which only looks like the beginning of a
 * sequence never hides the lines below it. Pure, linear, in constant memory.
 */

/** What the sanitizer stands in: text, or a control sequence that has no end yet. */
type State = "text" | "escape" | "intermediate" | "csi" | "osc" | "string";

/** Takes the next piece of a text that was split anywhere; answers what of it may reach a terminal. */
export type Sanitizer = (piece: string) => string;

/** The longest parameters of a colour: a true colour each for text, background and underline, and all styles, fit in. */
const LONGEST_PARAMETERS = 160;

const BELL = 0x07;
const LINE_FEED = 0x0a;
const CANCEL = 0x18;
const SUBSTITUTE = 0x1a;
const ESCAPE = 0x1b;
const DELETE = 0x7f;

/* eslint-disable no-control-regex -- control characters are what is looked for */
/** What does not pass where text stands. */
const CONTROL = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f]/g;
/** What can end a control string. */
const STRING_END = /[\n\x07\x18\x1a\x1b\x80-\x9f]/g;
/** A colour, as the sanitizer writes it. */
const COLOUR = /\x1b\[[0-9;:]*m/g;
/* eslint-enable no-control-regex */

/** A sanitizer at the beginning of a text. What it answers, put together, does not depend on where the text was split. */
export function createSanitizer(): Sanitizer {
  let state: State = "text";
  /** Of a CSI sequence; `undefined` once they are none of a colour. */
  let parameters: string | undefined = "";

  /** Takes a character inside a sequence; answers what is shown of it. */
  function take(character: string, code: number): string {
    if (code === LINE_FEED || code === CANCEL || code === SUBSTITUTE) {
      state = "text";
      return code === LINE_FEED ? character : "";
    }
    if (code === ESCAPE) enter("escape");
    else if (code >= 0x80 && code <= 0x9f) enter(stateAfterC1(code));
    else if (state === "osc" || state === "string") state = code === BELL && state === "osc" ? "text" : state;
    else if (code >= 0xa0) {
      // No part of any sequence: what came before was none.
      state = "text";
      return character;
    } else if (code >= 0x20 && code !== DELETE) return takeInSequence(character, code);
    return "";
  }

  function takeInSequence(character: string, code: number): string {
    if (state === "escape" && code >= 0x30) enter(stateAfterEscape(character));
    else if (state !== "csi") state = code < 0x30 ? "intermediate" : "text";
    else if (code < 0x40) {
      const isOfColour = /[0-9;:]/.test(character) && (parameters?.length ?? 0) < LONGEST_PARAMETERS;
      parameters = isOfColour && parameters !== undefined ? parameters + character : undefined;
    } else {
      state = "text";
      if (character === "m" && parameters !== undefined) return `\x1b[${parameters}m`;
    }
    return "";
  }

  function enter(next: State): void {
    state = next;
    parameters = "";
  }

  return piece => {
    let shown = "";
    let at = 0;
    while (at < piece.length) {
      const next =
        state === "text" ? CONTROL : state === "osc" || state === "string" ? STRING_END : undefined;
      if (next !== undefined) {
        next.lastIndex = at;
        const found = next.exec(piece)?.index ?? piece.length;
        if (state === "text") shown += piece.slice(at, found);
        at = found;
        if (at === piece.length) break;
      }
      const code = piece.charCodeAt(at);
      // Where text stands, a control character shows nothing, and at most begins a sequence.
      if (state === "text") enter(code === ESCAPE ? "escape" : code >= 0x80 ? stateAfterC1(code) : "text");
      else shown += take(piece.charAt(at), code);
      at++;
    }
    return shown;
  };
}

/** What the sanitizer makes of a whole text: colours stay, a sequence without an end is dropped. */
export function sanitize(text: string): string {
  return createSanitizer()(text);
}

/** A whole text without colours, too: for every place that is no terminal. */
export function plainText(text: string): string {
  return withoutColours(sanitize(text));
}

/** A sanitized text, or a piece of one, without its colours. */
export function withoutColours(text: string): string {
  return text.includes("\x1b") ? text.replace(COLOUR, "") : text;
}

function stateAfterEscape(character: string): State {
  switch (character) {
    case "[":
      return "csi";
    case "]":
      return "osc";
    case "P":
    case "X":
    case "^":
    case "_":
      return "string";
    default:
      return "text";
  }
}

/** The control characters U+0080 to U+009F are the same as ESC and a character, in one. */
function stateAfterC1(code: number): State {
  return stateAfterEscape(String.fromCharCode(code - 0x40));
}
