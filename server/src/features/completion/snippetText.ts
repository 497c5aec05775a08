/**
 * The text of a snippet as editors define it: tab stops with defaults or choices, and escapes. No variables: no snippet of
 * ours has one. https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#snippet_syntax
 */
import type { Span } from "../../dockerfile/source";

/** `$1`, `${1:default}` or `${1|one,two|}`; 0 is where the cursor ends. */
export interface Stop {
  readonly number: number;
  /** The default; empty where another stop of the number has it. Of choices, the first. */
  readonly content: readonly Piece[];
  readonly choices: readonly string[] | null;
}

/** Text as it is, without escapes, or a tab stop. */
export type Piece = string | Stop;

/** A snippet with its defaults filled in. */
export interface Expansion {
  readonly text: string;
  /** Where each stop stands in the text, in the order of their ends. */
  readonly stops: readonly (Span & { readonly number: number })[];
}

const STOP = /\$(?:(\d+)|\{(\d+)(?:\}|:|\|((?:[^|\\]|\\.)*)\|\}))/y;

/** Reads a snippet. What is no tab stop is text. */
export function readSnippetText(text: string): Piece[] {
  return readPieces(text, 0, false).pieces;
}

function readPieces(text: string, from: number, inStop: boolean): { pieces: Piece[]; next: number } {
  const pieces: Piece[] = [];
  let plain = "";
  let at = from;
  const flush = () => {
    if (plain !== "") pieces.push(plain);
    plain = "";
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (inStop && char === "}") break;
    STOP.lastIndex = at;
    const stop = STOP.exec(text);
    if (!stop) {
      const isEscape = char === "\\" && /[\\$}]/.test(text.charAt(at + 1));
      plain += isEscape ? text.charAt(at + 1) : char;
      at += isEscape ? 2 : 1;
      continue;
    }
    flush();
    at = STOP.lastIndex;
    const [whole, bare, braced, list] = stop;
    const choices = list === undefined ? null : readChoices(list);
    let content: readonly Piece[] = choices ? choices.slice(0, 1) : [];
    if (whole.endsWith(":")) {
      const inner = readPieces(text, at, true);
      content = inner.pieces;
      at = inner.next + 1;
    }
    pieces.push({ number: Number(bare ?? braced), content, choices });
  }
  flush();
  return { pieces, next: at };
}

function readChoices(list: string): string[] {
  return (list.match(/(?:[^,\\]|\\.)+/g) ?? []).map(choice => choice.replace(/\\([\\,|$}])/g, "$1"));
}

/** The snippet of which these are the pieces. */
export function writeSnippetText(pieces: readonly Piece[]): string {
  return pieces
    .map(piece => {
      if (typeof piece === "string") return piece.replace(/[\\$}]/g, "\\$&");
      const { number, content, choices } = piece;
      if (choices)
        return `\${${number}|${choices.map(choice => choice.replace(/[\\,|]/g, "\\$&")).join(",")}|}`;
      return content.length === 0 ? `$${number}` : `\${${number}:${writeSnippetText(content)}}`;
    })
    .join("");
}

/** The text with the defaults of all stops; a stop without one of its own has that of the first of its number. */
export function expandSnippet(pieces: readonly Piece[]): Expansion {
  const defaults = new Map<number, string>();
  const stops: (Span & { number: number })[] = [];
  const expand = (list: readonly Piece[], before: string): string => {
    let text = before;
    for (const piece of list) {
      const start = text.length;
      if (typeof piece === "string") text += piece;
      else {
        const { number, content } = piece;
        text = content.length > 0 ? expand(content, text) : text + (defaults.get(number) ?? "");
        if (!defaults.has(number)) defaults.set(number, text.slice(start));
        stops.push({ number, start, end: text.length });
      }
    }
    return text;
  };
  return { text: expand(pieces, ""), stops };
}

/** The snippet with other values for a stop, wherever it stands: the first is the default, several are choices. */
export function withValues(pieces: readonly Piece[], number: number, values: readonly string[]): Piece[] {
  let isFirst = true;
  const replace = (list: readonly Piece[]): Piece[] =>
    list.map(piece => {
      if (typeof piece === "string") return piece;
      if (piece.number !== number) return { ...piece, content: replace(piece.content) };
      // Editors show the choices of the first stop of a number; the others follow it.
      const choices = isFirst && values.length > 1 ? values : null;
      isFirst = false;
      return { number, content: values.slice(0, 1), choices };
    });
  return replace(pieces);
}
