/** Text in messages of the builder. */

/** What Go does not print as it is, which is letters, marks, numbers, punctuation, symbols and the space; and what ends its quotes. */
const ESCAPED = /["\\]|[^ \p{L}\p{M}\p{N}\p{P}\p{S}]/gu;
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
};

/** A text in quotes, as Go's `%q` writes it: the builder's messages have their words so. */
export function quoted(text: string): string {
  return `"${text.replace(ESCAPED, char => ESCAPES[char] ?? escaped(char))}"`;
}

function escaped(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  // A half of a pair is no character of UTF-8.
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, "0")}`;
  return code > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
