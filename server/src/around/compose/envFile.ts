/** Files of variables, as `.env` beside a Compose file. */
import { interpolate } from "./interpolate";

const LINE =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[=:][ \t]*(?:'([^']*)'|"((?:[^"\\]|\\[^])*)"|([^\r\n]*))/gm;

/** The escapes in double quotes (`expandEscapes` in compose-go's dotenv/parser.go); any other backslash is one. */
const ESCAPE = /\\(?:([abfnrtv$"\\])|0([0-7]{0,3}))/g;
const ESCAPED: Readonly<Record<string, string>> = {
  ...{ a: "\x07", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
  // A dollar that is none of a variable.
  $: "$$",
};

function unescaped(whole: string, char: string | undefined, octal: string | undefined): string {
  if (octal !== undefined) return octal.length === 3 ? String.fromCharCode(parseInt(octal, 8)) : whole;
  return char === undefined ? whole : (ESCAPED[char] ?? char);
}

/** The variables of an environment file, in order; a later line for the same name wins. */
export function readEnvFile(
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const variables = new Map<string, string>();
  const lookup = (name: string) => given.get(name) ?? variables.get(name);
  for (const [, name = "", literal, quoted, plain = ""] of text.matchAll(LINE)) {
    const value = quoted?.replace(ESCAPE, unescaped) ?? plain.replace(/(?:^|\s)#.*$/, "").trim();
    variables.set(name, literal ?? interpolate(value, lookup).text);
  }
  return variables;
}
