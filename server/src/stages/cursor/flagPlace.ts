/** What of the flags of an instruction stands at a cursor: the name of one, or a value. */
import { readFlags } from "../../dockerfile/flags";
import type { Flag } from "../../dockerfile/flags";
import type { Instruction } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { isWordSeparator, originSpan, skipSpace, touches } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";

/** The name of a flag, or the place where one can be written. */
export interface FlagName {
  /** In the text of the line, with the dashes. */
  readonly token: Span;
  /** The names of the other flags. */
  readonly given: ReadonlySet<string>;
  /** The flag that is there, or null. */
  readonly own: Flag | null;
}

/** The name at an offset in the text of the line; null where there is none, and in instructions without flags. */
export function flagNameAt(instruction: Instruction, at: number, escape: string): FlagName | null {
  const { keyword, keywordSpan, flags, text } = instruction;
  if (!INSTRUCTIONS.get(keyword)?.size) return null;
  const name = (token: Span, own: Flag | null, later: readonly Flag[] = []): FlagName => ({
    token,
    given: new Set([...flags.filter(flag => flag !== own), ...later].map(flag => flag.name)),
    own,
  });
  const touched = flags.find(({ span }) => touches(span, at));
  if (touched) {
    const { span, valueSpan } = touched;
    const end = valueSpan ? valueSpan.start - 1 : span.end;
    return at > span.start && at <= end ? name({ start: span.start, end }, touched) : null;
  }
  const before = flags.findLast(({ span }) => span.end < at)?.span.end ?? keywordSpan.end;
  const start = skipSpace(text, before, text.length);
  if (at <= before) return null;
  if (at < start || start === text.length) return name({ start: at, end: at }, null);
  // Dashes alone are no flag yet, and end the flags: those behind them will be flags again.
  let end = start;
  while (end < text.length && !isWordSeparator(text.charCodeAt(end))) end++;
  const isDashes = /^--?$/.test(text.slice(start, end));
  if (!isDashes || at <= start || at > end) return null;
  return name({ start, end }, null, readFlags(text, end, escape).flags);
}

/** The value of a flag, without quotes around it, where an offset in the text of the line touches it; else null. */
export function flagValueAt({ value }: Flag, at: number): Span | null {
  if (!value) return null;
  const token = value.text === "" ? { start: at, end: at } : originSpan(value, 0, value.text.length);
  return touches(token, at) ? token : null;
}
