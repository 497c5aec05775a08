/** The strings of the JSON form, each with the place of its characters: `json` of an instruction says what they are. */
import type { Instruction } from "./instruction";
import type { MappedText } from "./source";

/** A string in a JSON array, its quotes included. */
const STRING = /"(?:[^"\\]|\\[^])*"/g;
/** A character of a string, or the escape that stands for one (RFC 8259, section 7). */
const CHARACTER = /\\u[0-9A-Fa-f]{4}|\\?[^]/g;

/**
 * The strings of the JSON form in order, placed in the text of the instruction; none in any other form. A character that is
 * written as an escape stands where the escape begins.
 */
export function jsonItems({ json, text, rest }: Instruction): MappedText[] {
  if (!Array.isArray(json)) return [];
  const written = [...text.slice(rest.start, rest.end).matchAll(STRING)];
  return json.map((item: string, index) => {
    const { 0: quoted = '""', index: start = 0 } = written[index] ?? {};
    const first = rest.start + start + 1;
    if (!quoted.includes("\\")) return { text: item, offsets: first };
    const characters = [...quoted.slice(1, -1).matchAll(CHARACTER)];
    return { text: item, offsets: characters.map(character => first + character.index) };
  });
}
