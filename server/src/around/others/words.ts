/** Commands that a file gives as a list of words: made shell text in which each word is one. */
import { mappedOf } from "../tree";
import type { ScalarTree } from "../tree";
import type { MappedText } from "../../dockerfile/source";

/** The words as shell text, one behind the other, in quotes. */
export function shellOfWords(words: readonly ScalarTree[], program = ""): MappedText {
  let text = "";
  const offsets: number[] = [];
  const add = (piece: string, place: (index: number) => number) => {
    text += piece;
    for (let index = 0; index < piece.length; index++) offsets.push(place(index));
  };
  const first = words[0]?.span.start ?? 0;
  add(program, () => first);
  for (const word of words) {
    const { text: content, offsets: places } = mappedOf(word);
    const at = (index: number) =>
      typeof places === "number" ? places + index : (places[index] ?? word.span.start);
    // Variables stay variables; a word that needs more quoting than this is no name.
    const isPlain = /^[\w@%+=:,./${}~-]*$/.test(content);
    add(isPlain ? " " : ' "', () => at(0));
    add(content.replaceAll('"', " "), at);
    if (!isPlain) add('"', () => word.span.end);
  }
  return { text, offsets };
}

/** Texts one below the other, as one script. */
export function shellOfLines(lines: readonly ScalarTree[]): MappedText {
  let text = "";
  const offsets: number[] = [];
  for (const line of lines) {
    const { text: content, offsets: places } = mappedOf(line);
    for (let index = 0; index < content.length; index++)
      offsets.push(typeof places === "number" ? places + index : (places[index] ?? line.span.start));
    offsets.push(line.span.end);
    text += `${content}\n`;
  }
  return { text, offsets };
}
