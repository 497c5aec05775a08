/** Strings of JSON. */
import type { Decoded } from "./decoded";
import { createDecoder } from "./decoded";

const SHORT: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** Decodes from behind the opening quote to the closing one; null where none closes it. Other escapes are the character itself. */
export function decodeJsonString(source: string, start: number): Decoded | null {
  const decoder = createDecoder(source);
  let at = start;
  while (at < source.length && source[at] !== '"' && source[at] !== "\n") {
    if (source[at] !== "\\") {
      decoder.same(at, ++at);
      continue;
    }
    const code = /^u([0-9a-fA-F]{4})/.exec(source.slice(at + 1, at + 6))?.[1];
    const next = source[at + 1] ?? "";
    const end = at + (code === undefined ? 2 : 6);
    decoder.put(
      code === undefined ? (SHORT[next] ?? next) : String.fromCharCode(parseInt(code, 16)),
      at,
      end,
    );
    at = end;
  }
  return source[at] === '"' ? decoder.done(at) : null;
}

/** A text as it is written in a string of JSON. */
export function encodeJsonString(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
