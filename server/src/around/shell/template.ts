/**
 * Texts in which something else than the shell fills in values before the shell reads them: expressions of a workflow, variables of
 * a Makefile. Each becomes one character that no script has, so that the shell's reader takes it for part of a word.
 */
import type { MappedText } from "../../dockerfile/source";
import { open } from "./known";
import type { Give } from "./known";

/** A script with holes; `mapped` says where each character stands in the file. */
export interface Template {
  readonly mapped: MappedText;
  /** The value for each hole, by number. */
  readonly holes: readonly { readonly written: string; readonly give: Give }[];
}

/** Characters for private use. */
const FIRST = 0xe000;
const MOST = 0x1000;

/** The number of the hole that a character is, or null. */
export function holeOf(char: string): number | null {
  const number = char.charCodeAt(0) - FIRST;
  return number >= 0 && number < MOST ? number : null;
}

/** A text without holes. */
export function plainTemplate(mapped: MappedText): Template {
  return { mapped, holes: [] };
}

/**
 * A text with a hole for each match of `pattern` (global) for which `give` answers; a text in place of that is put in as it is,
 * and null leaves the match alone.
 */
export function withHoles(
  mapped: MappedText,
  pattern: RegExp,
  give: (match: RegExpMatchArray) => Give | string | null,
): Template {
  const holes: { written: string; give: Give }[] = [];
  const offsets: number[] = [];
  let text = "";
  let from = 0;
  const place = (index: number): number =>
    typeof mapped.offsets === "number"
      ? mapped.offsets + index
      : (mapped.offsets[index] ?? mapped.offsets.at(-1) ?? 0);
  const copy = (to: number) => {
    text += mapped.text.slice(from, to);
    for (let index = from; index < to; index++) offsets.push(place(index));
  };
  for (const match of mapped.text.matchAll(pattern)) {
    const given = give(match);
    if (given === null) continue;
    copy(match.index);
    // Beyond what there are characters for, a value is open.
    const isLast = holes.length >= MOST - 1;
    const number = Math.min(holes.length, MOST - 1);
    const by = typeof given === "string" ? given : String.fromCharCode(FIRST + number);
    if (typeof given !== "string" && holes.length < MOST)
      holes.push({ written: match[0], give: isLast ? () => open("…") : given });
    text += by;
    for (let index = 0; index < by.length; index++)
      offsets.push(place(Math.min(match.index + index, match.index + match[0].length - 1)));
    from = match.index + match[0].length;
  }
  copy(mapped.text.length);
  return { mapped: { text, offsets }, holes };
}
