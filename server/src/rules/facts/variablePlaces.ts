/** Where a text uses its variables. */
import type { Span } from "../../dockerfile/source";

/**
 * Answers the offset of a name, without `$` and braces, where a text first uses it; null where it does not. Behind a name in
 * braces none of the characters of `but` may stand: `:-` leaves out `${X:-y}`. The text is read once, when first asked about.
 */
export function variablePlaces(text: string, but = ""): (name: string) => number | null {
  let places: Map<string, number> | null = null;
  const read = () => {
    const found = new Map<string, number>();
    for (const { 0: use, 1: brace, 2: name = "", index } of text.matchAll(/\$(\{?)([\p{L}\p{Nd}_]+)/gu)) {
      const end = index + use.length;
      const isLeftOut = brace === "{" && end < text.length && but.includes(text.charAt(end));
      if (!isLeftOut && !found.has(name)) found.set(name, end - name.length);
    }
    return found;
  };
  return name => (places ??= read()).get(name) ?? null;
}

/** The whole use of a variable that begins with the `$` at an offset: `$X`, or `${X…}` up to its brace or the end of the text. */
export function variableUse(text: string, start: number): Span {
  if (text[start + 1] !== "{") {
    const name = /^\$[\p{L}\p{Nd}_]+|^\$./u.exec(text.slice(start, start + LONGEST_NAME))?.[0] ?? "$";
    return { start, end: start + name.length };
  }
  let depth = 0;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return { start, end: at + 1 };
  }
  return { start, end: text.length };
}

/** A longer name is marked in part. */
const LONGEST_NAME = 1000;
