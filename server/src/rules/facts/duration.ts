/** A duration such as `1m30s`, as Go reads it (`ParseDuration` in its package `time`). */
import { utf8 } from "../../dockerfile/utf8";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ns", 1],
  ["us", 1e3],
  ["\u00b5s", 1e3],
  ["\u03bcs", 1e3],
  ["ms", 1e6],
  ["s", 1e9],
  ["m", 6e10],
  ["h", 36e11],
]);
const LONGEST = 2 ** 63;

export type DurationReading = { nanoseconds: number; error: null } | { nanoseconds: null; error: string };

/** Reads a duration; a text that is none answers Go's reason. */
export function readDuration(text: string): DurationReading {
  const unsigned = text.replace(/^[-+]/, "");
  if (unsigned === "0") return { nanoseconds: 0, error: null };
  const invalid = refuse(`invalid duration ${quote(text)}`);
  if (unsigned === "") return invalid;
  let nanoseconds = 0;
  for (let at = 0; at < unsigned.length;) {
    const [, number = "", unit = ""] = /^(\d*\.?\d*)([^\d.]*)/.exec(unsigned.slice(at)) ?? [];
    if (!/\d/.test(number) || parseInt(number, 10) >= LONGEST) return invalid;
    if (unit === "") return refuse(`missing unit in duration ${quote(text)}`);
    const length = UNITS.get(unit);
    if (length === undefined) return refuse(`unknown unit ${quote(unit)} in duration ${quote(text)}`);
    nanoseconds += Math.trunc(Number(number) * length);
    if (nanoseconds >= LONGEST) return invalid;
    at += number.length + unit.length;
  }
  return { nanoseconds: text.startsWith("-") ? -nanoseconds : nanoseconds, error: null };
}

function refuse(reason: string): DurationReading {
  return { nanoseconds: null, error: `time: ${reason}` };
}

/** In quotes, and every byte that is no printable character of ASCII by its number. */
function quote(text: string): string {
  const bytes = Array.from(text, char => utf8(char.codePointAt(0) ?? 0)).flat();
  const written = bytes.map(byte =>
    byte < 0x20 || byte >= 0x80
      ? `\\x${byte.toString(16).padStart(2, "0")}`
      : String.fromCharCode(byte).replace(/["\\]/, "\\$&"),
  );
  return `"${written.join("")}"`;
}
