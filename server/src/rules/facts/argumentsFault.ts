/**
 * What the builder wants of the arguments of each instruction (spec 6.3, 8; the builder's `parser/line_parsers.go`, which
 * reads the words, and `instructions/parse.go`, which counts them).
 */
import type { Instruction } from "../../dockerfile/instruction";
import type { Span } from "../../dockerfile/source";
import { splitPair } from "../../stages/evaluation/operands";
import { quoted } from "../../stages/model/quoted";

/** What is wrong, and the place of it in the text of the instruction. */
export interface ArgumentsFault {
  readonly message: string;
  readonly span: Span;
}

const AT_LEAST_ONE = new Set(["ARG", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "SHELL", "VOLUME"]);
const EXACTLY_ONE = new Set(["MAINTAINER", "STOPSIGNAL", "USER", "WORKDIR"]);

/** What the builder finds while it reads the words: it says so of a line that ONBUILD holds back, too. */
export function wordsFault({ keyword, words, json, text, rest }: Instruction): ArgumentsFault | null {
  if (json === "invalid")
    return { message: "when using JSON array syntax, arrays must be comprised of strings only", span: rest };
  const [first] = words;
  if ((keyword !== "ENV" && keyword !== "LABEL") || !first) return null;
  if (!first.text.includes("="))
    return splitPair(text, rest) ? null : { message: `${keyword} must have two arguments`, span: rest };
  const word = words.find(({ text }) => !text.includes("="));
  if (!word) return null;
  const shown = quoted(word.text);
  return {
    message: `Syntax error - can't find = in ${shown}. Must be of the form: name=value`,
    span: word.span,
  };
}

/** What it finds when it makes an instruction of them. */
export function countFault(instruction: Instruction): ArgumentsFault | null {
  const { keyword, words, json, rest, keywordSpan } = instruction;
  const span = rest.start < rest.end ? rest : keywordSpan;
  const isEmpty = rest.start === rest.end || (Array.isArray(json) && json.length === 0);
  if (isEmpty && AT_LEAST_ONE.has(keyword))
    return { message: `${keyword} requires at least one argument`, span };
  if (isEmpty && EXACTLY_ONE.has(keyword))
    return { message: `${keyword} requires exactly one argument`, span };
  if (keyword === "ADD" || keyword === "COPY") {
    const count = Array.isArray(json) ? json.length : words.length;
    const wants =
      "requires at least two arguments, but only one was provided. Destination could not be determined";
    return count < 2 ? { message: `${keyword} ${wants}`, span } : null;
  }
  if (keyword === "SHELL" && json === null)
    return { message: "SHELL requires the arguments to be in JSON form", span };
  if (keyword !== "ARG" && keyword !== "ENV" && keyword !== "LABEL") return null;
  // Without a sign in the first word that is the name, and the others are its value.
  const names = keyword === "ARG" || words[0]?.text.includes("=") ? words : [];
  const blank = names.find(({ text }) => text.startsWith("="));
  return blank ? { message: `${keyword} names can not be blank`, span: blank.span } : null;
}
