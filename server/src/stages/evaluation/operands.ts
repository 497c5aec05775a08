/** The words of an instruction that the builder expands, by what they are to it. */
import type { Instruction } from "../../dockerfile/instruction";
import { jsonItems } from "../../dockerfile/jsonItems";
import { readWords } from "../../dockerfile/properties";
import { isWordSeparator } from "../../dockerfile/source";
import type { MappedText, Span } from "../../dockerfile/source";

/** A word of an instruction. */
interface Word {
  readonly text: string;
  readonly span: Span;
  /** Those of the span where they are missing. */
  readonly offsets?: MappedText["offsets"];
}

/** What `ADD`, `COPY`, `EXPOSE` and `VOLUME` are given, flags left out: words, or the items of an array. */
export function operandsOf(instruction: Instruction): readonly Word[] {
  const { json, words, keyword, text, rest } = instruction;
  if (Array.isArray(json)) return jsonItems(instruction).map(item => ({ ...item, span: rest }));
  return keyword === "ADD" || keyword === "COPY" ? words : readWords(text, rest);
}

/** A word at its first `=`; without one it is a name alone. */
export function splitAssignment(text: string): { name: string; value: string | null } {
  const equals = text.indexOf("=");
  return equals === -1
    ? { name: text, value: null }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

/** `key` and the rest of the line: split where the first white space stands that separates words, in quotes or not. */
export function splitPair(text: string, { start, end }: Span): { key: Word; value: Word } | null {
  let at = start;
  while (at < end && !isWordSeparator(text.charCodeAt(at))) at++;
  let value = at;
  while (value < end && isWordSeparator(text.charCodeAt(value))) value++;
  if (value === at) return null;
  return {
    key: { text: text.slice(start, at), span: { start, end: at } },
    value: { text: text.slice(value, end), span: { start: value, end } },
  };
}

/** The pairs of an `ENV` or `LABEL`: `key=value` words, or, where the first has no `=`, `key` and the rest of the line. */
export function pairsOf({ words, text, rest }: Instruction): { key: Word; value: Word }[] {
  const [first] = words;
  if (!first) return [];
  if (!first.text.includes("=")) {
    const pair = splitPair(text, rest);
    return pair ? [pair] : [];
  }
  return words.flatMap(({ text: word, span }) => {
    const { name, value } = splitAssignment(word);
    if (value === null) return [];
    const middle = span.start + name.length;
    return [
      {
        key: { text: name, span: { start: span.start, end: middle } },
        value: { text: value, span: { start: middle + 1, end: span.end } },
      },
    ];
  });
}
