/** Calls of make in a recipe that set variables: the recipe of their target is run with these. */
import { originSpan } from "../../dockerfile/source";
import type { Span } from "../../dockerfile/source";
import type { Recipe } from "./recipes";
import type { Variable } from "./variables";

/** A call of make. */
export interface MakeCall {
  /** The target that it names. */
  readonly called: string;
  readonly variables: ReadonlyMap<string, Variable>;
  /** Where it stands in the file. */
  readonly span: Span;
  /** Where each value of a variable is written, by the value. */
  readonly places: ReadonlyMap<string, Span>;
}

const CALL = /\$(?:\(MAKE\)|\{MAKE\})((?:[ \t]|\\\r?\n|[^\s;&|])*)/g;
const WORD = /(?:(?!\\\r?\n)\S)+/g;

/** The calls of make in a recipe that set variables. */
export function callsIn({ body }: Recipe): MakeCall[] {
  return [...body.text.matchAll(CALL)].flatMap(match => {
    const variables = new Map<string, Variable>();
    const places = new Map<string, Span>();
    let called: string | null = null;
    const [whole, given = ""] = match;
    const from = match.index + whole.length - given.length;
    for (const { 0: word, index } of given.matchAll(WORD)) {
      if (word.startsWith("-")) continue;
      const [, name, written = ""] = /^([\w.-]+)=(.*)$/.exec(word) ?? [];
      if (!word.includes("=")) called ??= word;
      if (name === undefined) continue;
      const value = written.replace(/^(["'])([^]*)\1$/, "$2");
      const at = from + index + name.length + 1;
      variables.set(name, { values: [value], added: [] });
      places.set(value, originSpan(body, at, at + written.length));
    }
    if (called === null || variables.size === 0) return [];
    return [{ called, variables, places, span: originSpan(body, match.index, match.index + whole.length) }];
  });
}
