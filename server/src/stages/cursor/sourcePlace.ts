/** The sources of a `COPY`, as a cursor meets them: words with or without quotes, and the strings of the JSON form. */
import type { Instruction } from "../../dockerfile/instruction";
import { isWordSeparator, touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";

/**
 * The source at an offset in the text of the line, without its quotes, or the empty place where one can be written; null
 * on the destination, on what the builder would expand and everywhere else.
 */
export function sourceAt(instruction: Instruction, at: number): Span | null {
  const { text, flags, keywordSpan, rest } = instruction;
  const before = flags.at(-1)?.span.end ?? keywordSpan.end;
  if (at <= before) return null;
  const isJson = text[rest.start] === "[" && at > rest.start;
  const sources = isJson ? strings(text, rest) : words(text, rest);
  const index = sources.findIndex(source => touches(source, at));
  const source = sources[index];
  if (!source) {
    if (isJson || (sources.length > 0 && at > (sources.at(-1)?.start ?? 0))) return null;
    return isSpaceAround(text, at) ? { start: at, end: at } : null;
  }
  // The last of several is the destination.
  if (index > 0 && index === sources.length - 1) return null;
  return /[$\\"'`]|<</.test(text.slice(source.start, source.end)) ? null : source;
}

function isSpaceAround(text: string, at: number): boolean {
  const isSpaceOrEnd = (index: number) => index >= text.length || isWordSeparator(text.charCodeAt(index));
  return isSpaceOrEnd(at - 1) && isSpaceOrEnd(at);
}

/** The words between white space, without quotes around them; a quote that is open stays open to the end of its word. */
function words(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^ \t\v\f\r]+/g)].map(({ 0: word, index }) => {
    const quote = /^["']/.exec(word)?.[0];
    const from = start + index;
    const to = from + word.length;
    if (quote === undefined) return { start: from, end: to };
    return { start: from + 1, end: word.length > 1 && word.endsWith(quote) ? to - 1 : to };
  });
}

/** What stands between the quotes of a JSON array that may be half written. */
function strings(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/"((?:[^"\\]|\\[^])*)"?/g)].map(({ 1: inner = "", index }) => ({
    start: start + index + 1,
    end: start + index + 1 + inner.length,
  }));
}
