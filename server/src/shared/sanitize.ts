/**
 * What a text of a project may be to get into a Dockerfile. A name or a path stands in commands, too, where a shell reads it:
 * so it has no white space, no quotes, and nothing that a shell or the builder would expand.
 */

const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.+-]{0,99}$/u;
const SEGMENT = /^[\p{L}\p{N}_@.+-]{1,100}$/u;
const MOST_PATH = 300;
/** A shell splits none of these words and expands nothing in them. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/;

/** The name of a program, a module, a JAR: one word. Null for any other text. */
export function name(text: unknown): string | null {
  return typeof text === "string" && NAME.test(text) ? text : null;
}

/** A path below the folder of the project, cleaned of `./` and `/` at its ends; null for any other text, `..` included. */
export function path(text: unknown): string | null {
  if (typeof text !== "string" || text.length > MOST_PATH || text.startsWith("/")) return null;
  const segments = text.split("/").filter(segment => segment !== "" && segment !== ".");
  const isTame = segments.length > 0 && !segments[0]?.startsWith("-");
  return isTame && segments.every(segment => SEGMENT.test(segment) && segment !== "..")
    ? segments.join("/")
    : null;
}

/** A port as it is written, without leading zeros; null for what is none. */
export function port(text: unknown): string | null {
  const number = typeof text === "number" ? text : /^\d{1,5}$/.test(String(text)) ? Number(text) : 0;
  return Number.isInteger(number) && number > 0 && number < 65536 ? String(number) : null;
}

/** The words of a command that a shell would start as it stands; null where it would expand, quote or join something. */
export function plainWords(text: unknown): string[] | null {
  if (typeof text !== "string" || text.length > 500) return null;
  const words = text.trim().split(/[ \t]+/);
  return words.every(word => PLAIN_WORD.test(word)) && !/^\w+=/.test(words[0] ?? "") ? words : null;
}

/** The words of a command in the form that the builder hands on without a shell. */
export function execForm(words: readonly string[]): string {
  return `[${words.map(word => JSON.stringify(word)).join(", ")}]`;
}
