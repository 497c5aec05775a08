/** Whether a value stands in a file as it is: what says whether another one may be written there. */
import type { Place, UseKind } from "./use";

/** What stands in front of a word, and behind it, where it is no part of a longer one or of an expression. */
const BEFORE = /(?:^|[\s"'=,[`])$/;
const BEHIND = /^(?:$|[\s"',\]`;)&|\\<>}])/;
/** Inside of brackets that a dollar opens, before white space: `${T:-"`. */
const IN_EXPANSION = /\$[{(][^\s})]*$/;
/** A bare word is a variable in these languages, where it is no argument in a command. */
const QUOTED = /["']$|(?<![\w-])--\w[\w-]*[ =]$/;
/** A variable of a call of make. */
const SETTING = /(?:^|\s)[\w.][\w.-]*=["']?$/;
/** YAML takes these words for values of other types. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off)$/i;
/** So much of a line in front of a place is looked at, in UTF-16 units. */
const FAR = 200;

/**
 * Whether `value` is what is written at a place of a file's text, in any case: not what a variable, a default or an escape
 * sequence there comes to. `kind` is that of the use it belongs to.
 */
export function isWrittenAt(text: string, { file, span }: Place, value: string, kind: UseKind): boolean {
  if (text.slice(span.start, span.end).toLowerCase() !== value.toLowerCase()) return false;
  const near = text.slice(Math.max(span.start - FAR, 0), span.start);
  const before = near.slice(near.lastIndexOf("\n") + 1);
  const behind = text.slice(span.end, span.end + 1);
  if (!BEFORE.test(before) || !BEHIND.test(behind) || IN_EXPANSION.test(before)) return false;
  if (before.endsWith("=") && behind === "}") return false;
  if (kind === "makefile" && SETTING.test(before)) return false;
  return (!file.endsWith(".hcl") && kind !== "tilt") || QUOTED.test(before);
}

/** Whether a name cannot be written at such a place, where it would be no text without quotes. */
export function needsQuotesAt(text: string, { file, span }: Place, name: string): boolean {
  return /\.ya?ml$/.test(file) && NO_TEXT.test(name) && !/["']/.test(text.charAt(span.start - 1));
}
