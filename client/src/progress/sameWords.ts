/** Whether the editor shows already what a builder says: nobody wants to read it twice. */

/** Words that are shorter could be about anything. */
const SHORTEST = 12;

/**
 * Our errors are the builder's words and a sentence of advice; the builder puts others before its words. Its guesses at
 * what was meant are not compared.
 */
export function saysTheSame(builder: string, shown: string): boolean {
  const said = withoutGuess(builder);
  for (let end = shown.length; end >= SHORTEST; end = shown.lastIndexOf(". ", end - 1)) {
    if (said.includes(withoutGuess(shown.slice(0, end)))) return true;
  }
  return false;
}

function withoutGuess(message: string): string {
  return message.replace(/ \(did you mean [^)]*\?\)$/, "");
}
