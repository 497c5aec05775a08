/** Files of variables, as `.env` beside a Compose file. */
import { interpolate } from "./interpolate";

const LINE =
  /^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*[=:][ \t]*(?:'([^']*)'|"((?:[^"\\]|\\[^])*)"|([^\r\n]*))/gm;

/** The variables of an environment file, in order; a later line for the same name wins. */
export function readEnvFile(
  text: string,
  given: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const variables = new Map<string, string>();
  const lookup = (name: string) => given.get(name) ?? variables.get(name);
  for (const [, name = "", literal, quoted, plain = ""] of text.matchAll(LINE)) {
    const value =
      quoted?.replace(/\\n/g, "\n").replace(/\\(["\\])/g, "$1") ?? plain.replace(/(?:^|\s)#.*$/, "").trim();
    variables.set(name, literal ?? interpolate(value, lookup).text);
  }
  return variables;
}
