/** Where a `COPY` should read `--from=` and does not. */
import type { Instruction } from "../../dockerfile/instruction";
import type { Span } from "../../dockerfile/source";

const DASHES = "[-\\u2010-\\u2015\\u2212\\uFE58\\uFE63\\uFF0D]";
/** `-from=x`, `–from=x`, `---form=x`, `--from:x`: any dashes, and letters in another order. */
const MISSPELLED = new RegExp(`^(?:${DASHES}*(?:from|form|fron|frm|rfom|fom)=|${DASHES}+from:)`, "i");
const ONLY_DASHES = new RegExp(`^${DASHES}+$`);
const RIGHT = /^--from=/;

/** The part of an instruction that should read `--from=`, in the text of its line; null where none should. */
export function misspelledFrom(instruction: Instruction): Span | null {
  return instruction.keyword === "COPY" ? misspelledFlag(instruction) : null;
}

function misspelledFlag({ text, flags, words, json }: Instruction): Span | null {
  if (json !== null) return null;
  for (const { span } of flags) {
    const flag = text.slice(span.start, span.end);
    const found = MISSPELLED.exec(flag);
    if (found && !RIGHT.test(flag)) return { start: span.start, end: span.start + found[0].length };
  }
  const [first, second] = words;
  const bare = flags.find(({ name, value }) => name === "from" && value === null);
  if (bare && bare === flags.at(-1) && first) return { start: bare.span.start, end: first.span.start };
  if (!first || words.length < 3) return null;
  const flag = ONLY_DASHES.test(first.text) && second ? second : first;
  const found = MISSPELLED.exec(flag.text);
  return found ? { start: first.span.start, end: flag.span.start + found[0].length } : null;
}
