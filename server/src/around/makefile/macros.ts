/** Calls of what a Makefile defines (`$(call build,api,prod)`) in a recipe: each is the text of the `define`, with the arguments in it. */
import type { MappedText } from "../../dockerfile/source";
import { originSpan } from "../../dockerfile/source";
import { splitArguments } from "./arguments";
import type { Recipe } from "./recipes";

const CALL = /\$[({]call\s+([\w.-]+)\s*((?:,(?:[^(){}]|[({](?:[^(){}]|[({][^(){}]*[)}])*[)}])*)?)[)}]/g;
const PARAMETER = /\$(?:\((\d)\)|\{(\d)\}|(\d))/g;
/** Of more calls in a recipe, and of more lines of a `define`, the rest is not looked at. */
const MOST = 100;

/** What the calls in a recipe run, as recipes of their own; and the names of all that is called. */
export function calledMacros(
  recipe: Recipe,
  macros: ReadonlyMap<string, readonly Recipe[]>,
): { readonly recipes: readonly Recipe[]; readonly called: readonly string[] } {
  const { body, rule } = recipe;
  const recipes: Recipe[] = [];
  const called: string[] = [];
  if (macros.size === 0) return { recipes, called };
  for (const match of [...body.text.matchAll(CALL)].slice(0, MOST)) {
    const [whole, name = "", given = ""] = match;
    const lines = macros.get(name);
    if (!lines) continue;
    called.push(name);
    const start = match.index + whole.length - 1 - given.length;
    const args = argumentsOf(body, given, start);
    for (const line of lines.slice(0, MOST)) recipes.push({ rule, body: filled(line.body, args) });
  }
  return { recipes, called };
}

/** The arguments of a call, with where they are written, without the white space around them. */
function argumentsOf(body: MappedText, given: string, start: number): MappedText[] {
  let at = start;
  return splitArguments(given)
    .map(written => {
      const from = at + written.length - written.trimStart().length;
      at += written.length + 1;
      const text = written.trim();
      return {
        text,
        offsets: Array.from(text, (_, index) => originSpan(body, from + index, from + index + 1).start),
      };
    })
    .slice(1);
}

/** A line of a `define` with the arguments of a call in place of `$(1)`. */
function filled(body: MappedText, args: readonly MappedText[]): MappedText {
  let text = "";
  const offsets: number[] = [];
  const add = (from: MappedText, start: number, end: number) => {
    text += from.text.slice(start, end);
    for (let at = start; at < end; at++)
      offsets.push(typeof from.offsets === "number" ? from.offsets + at : (from.offsets[at] ?? 0));
  };
  let from = 0;
  for (const match of body.text.matchAll(PARAMETER)) {
    add(body, from, match.index);
    const arg = args[Number(match[1] ?? match[2] ?? match[3]) - 1];
    if (arg) add(arg, 0, arg.text.length);
    from = match.index + match[0].length;
  }
  add(body, from, body.text.length);
  return { text, offsets };
}
