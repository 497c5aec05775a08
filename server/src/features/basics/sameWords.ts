/**
 * Which white space of an instruction may become other white space without a change of what the builder and the shell read: that
 * between words. In quotes, in texts that the builder keeps as they are, and for shells whose words are not known here, it stays.
 */
import type { Instruction } from "../../dockerfile/instruction";
import { isSpace } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";

/** What words are made of: `text` is one of its own, white space included. */
type Form = "words" | "shell" | "array" | "text";

const WORDS = new Set(["FROM", "COPY", "ADD", "ARG", "EXPOSE", "VOLUME"]);
const PAIRS = new Set(["ENV", "LABEL"]);
const SCRIPTS = new Set(["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"]);
const CASE = /(?<!\S)case\s/;

/** The white space of an instruction. */
export interface WordGaps {
  /**
   * Whether the white space that begins at an offset of the instruction's text, `length` characters long, may have `other` ones,
   * and leaves every word as it is.
   */
  readonly allows: (offset: number, length: number, other: number) => boolean;
}

/** Looks through an instruction once. `isPosix`: its shell reads words as `sh` does. */
export function wordGaps(instruction: Instruction, escape: string, isPosix: boolean): WordGaps {
  const { text } = instruction;
  const isOutside = new Uint8Array(text.length + 1);
  let from = 0;
  for (const each of instruction.trigger ? [instruction, instruction.trigger] : [instruction]) {
    const { rest } = each;
    markOutside(text, { start: from, end: rest.start }, "words", escape, isOutside);
    from = rest.start;
  }
  const last = instruction.trigger ?? instruction;
  const form = formOf(last, isPosix);
  const span = { start: from, end: text.length };
  if (form !== "text") markOutside(text, span, form, form === "words" ? escape : "\\", isOutside);
  isOutside[from] = 1;
  const isInArray = (offset: number) =>
    form === "array" && offset > last.rest.start && offset < last.rest.end;
  return {
    allows: (offset, length, other) => {
      if (isOutside[offset] !== 1) return false;
      if (length === other || isInArray(offset)) return true;
      const isParted = offset === 0 || (isSpace(text.charCodeAt(offset - 1)) && isOutside[offset - 1] === 1);
      return isParted || (length > 0 && other > 0);
    },
  };
}

function formOf({ keyword, words, json }: Instruction, isPosix: boolean): Form {
  if (Array.isArray(json)) return "array";
  if (WORDS.has(keyword)) return "words";
  // `ENV NAME some text`: the text is the value.
  if (PAIRS.has(keyword)) return words.every(({ text }) => text.includes("=")) ? "words" : "text";
  return SCRIPTS.has(keyword) && isPosix ? "shell" : "text";
}

/**
 * Marks the offsets of a stretch before which no quote, escape or substitution is open. Where it cannot be told, none is marked from
 * there on.
 */
function markOutside(
  text: string,
  { start, end }: Span,
  form: Exclude<Form, "text">,
  escape: string,
  isOutside: Uint8Array,
): void {
  /** What closes that which is open, the innermost last. */
  const open: string[] = [];
  const hasCase = CASE.test(text);
  for (let at = start; at < end; at++) {
    const closing = open.at(-1);
    if (closing === undefined) isOutside[at] = 1;
    const char = text[at] ?? "";
    if (closing === "'") {
      if (char === "'") open.pop();
    } else if (char === escape) at++;
    else if (char === closing) open.pop();
    else if (closing === "`") continue;
    else if (char === '"') open.push('"');
    else if (form === "array") continue;
    else if (char === "'" && closing !== '"') {
      // Shells differ in what `$'…'` is.
      if (form === "shell" && text[at - 1] === "$") return;
      open.push("'");
    } else if (form === "words") continue;
    else if (char === "`") open.push("`");
    else if (char === "$" && text[at + 1] === "{") open.push("}");
    else if (closing !== undefined && char === "(" && closing !== '"') open.push(")");
    else if (closing !== undefined && char === "$" && text[at + 1] === "(") {
      // `a)` of a `case` closes nothing.
      if (hasCase) return;
      open.push(")");
      at++;
    }
  }
  if (open.length === 0 && end === text.length) isOutside[end] = 1;
}
