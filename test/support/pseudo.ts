/** A language that nobody speaks, made of the English texts: what is not in it was not asked of the bundle. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PLAIN = "aAcCdDeEgGhHiIkKlLnNoOrRsStTuUwWyYzZ";
const ACCENTED = "áÁćĆďĎéÉğĞĥĤíÍķĶĺĹńŃóÓŕŔśŚťŤúÚŵŴýÝźŹ";

/** The English texts of a translation. */
export function englishTexts(): string[] {
  const path = join(__dirname, "../../l10n/bundle.l10n.json");
  return Object.keys(JSON.parse(readFileSync(path, "utf8")) as object);
}

/** `Line {0}` as `⟦Ĺíńé {0}⟧`. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\d+\})/);
  return `⟦${parts.map((part, at) => (at % 2 === 1 ? part : accented(part))).join("")}⟧`;
}

function accented(text: string): string {
  return text.replace(/[a-z]/gi, letter => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
}

/** The whole bundle of that language. */
export function pseudoBundle(): Record<string, string> {
  return Object.fromEntries(englishTexts().map(text => [text, pseudo(text)]));
}

/**
 * The phrases of a text that are in no brackets, and so were not asked of the bundle: words beside one another. Those that
 * are words of `known` do not count, nor does what is marked as code or as a name in Markdown.
 */
export function strayPhrases(text: string, known: string): string[] {
  let rest = text;
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replace(/⟦[^⟦⟧]*⟧/g, "\n");
  }
  const plain = rest
    .replace(/\$\([\w~-]+\)/g, "\n")
    .replace(/^(`{3,})[^]*?^\1$/gm, "\n")
    .replace(/(`+)[^`]*?\1|\*\*[^*]*\*\*/g, "\n")
    .replace(/\\(?=[!-/:-@[-`{-~])/g, "");
  const phrases = plain.match(/\p{L}[\p{L}'’-]+(?: \p{L}[\p{L}'’-]*)*/gu) ?? [];
  const folded = known.toLowerCase();
  return phrases.filter(phrase => !folded.includes(phrase.toLowerCase()));
}
