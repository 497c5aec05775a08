/** Where the name of a parser directive can be written: in a comment before which there is nothing but other directives. */
import { commentAt } from "../../dockerfile/dockerfile";
import type { Dockerfile } from "../../dockerfile/dockerfile";
import type { Span } from "../../dockerfile/source";
import { isDirectivePlace } from "./commentPlace";

export interface DirectiveNamePlace {
  /** In the document: the name that is there, and the `=` behind it; empty where nothing is written yet. */
  readonly token: Span;
  /** Those that the file does not have above. */
  readonly names: readonly string[];
}

const NAMES = ["syntax", "escape", "check"];
const NAME = /^([\t ]*)#[\t ]*([a-zA-Z]*)(=?)/;

/** The place at a document offset; null where the builder does not look for a directive, or something else is written. */
export function directiveNamePlaceAt(file: Dockerfile, offset: number): DirectiveNamePlace | null {
  const comment = commentAt(file, offset);
  if (!comment || comment.gap === null) return null;
  const { gap, start, end } = comment;
  const [written = "", indentation = "", name = "", equals = ""] =
    NAME.exec(file.text.slice(start, end)) ?? [];
  const tokenEnd = start + written.length;
  const token = { start: tokenEnd - equals.length - name.length, end: tokenEnd };
  if (offset < token.start || offset > tokenEnd - equals.length) return null;
  // What is written behind a word is a comment of a person.
  if (equals === "" && file.text.slice(tokenEnd, end).trim() !== "") return null;
  const known = NAMES.filter(each => each.startsWith(file.text.slice(token.start, offset).toLowerCase()));
  // `escape` alone may be indented.
  const names = known.filter(
    each => (indentation === "" || each === "escape") && isDirectivePlace(file, gap, each),
  );
  return names.length === 0 ? null : { token, names };
}
