/** The functions of make that say something about names and paths. */
import { joinPath } from "../paths";

/** A function of make: gives a text for its arguments, in which variables are filled in, and for the folder of the Makefile. */
export type MakeFunction = (args: readonly [string, string, string], folder: string) => string;

/** The functions, by name. */
export const MAKE_FUNCTIONS: Readonly<Record<string, MakeFunction>> = {
  abspath: ofWords(joinPathFrom),
  realpath: ofWords(joinPathFrom),
  strip: ofWords(word => word),
  lower: ofWords(word => word),
  dir: ofWords(word => word.slice(0, word.lastIndexOf("/") + 1) || "./"),
  notdir: ofWords(word => word.slice(word.lastIndexOf("/") + 1)),
  basename: ofWords(word => word.replace(/\.[^./]*$/, "")),
  firstword: ([words]) => wordsOf(words)[0] ?? "",
  lastword: ([words]) => wordsOf(words).at(-1) ?? "",
  addprefix: ([prefix, words]) =>
    words
      .split(/\s+/)
      .map(word => prefix + word)
      .join(" "),
  addsuffix: ([suffix, words]) =>
    words
      .split(/\s+/)
      .map(word => word + suffix)
      .join(" "),
  subst: ([from, to, text]) => text.replaceAll(from || "\0", () => to),
};

function ofWords(change: (word: string, folder: string) => string): MakeFunction {
  return ([words], folder) =>
    wordsOf(words)
      .map(word => change(word, folder))
      .join(" ");
}

function joinPathFrom(path: string, folder: string): string {
  return joinPath(folder, path);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(word => word !== "");
}
