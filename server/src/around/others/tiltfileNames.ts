/** The functions and variables that a Tiltfile defines. */
import { readStarlarkCall } from "./starlark";

const ASSIGNMENT = /^([ \t]*)([A-Za-z_]\w*)[ \t]*=(?!=)[ \t]*/gm;
/** A function: its head up to the name, the name, and its body. */
const FUNCTION =
  /^(def\s+)([A-Za-z_]\w*)\s*\((?:[^)\n]|\n(?!def\b))*\)[^\n]*:[ \t]*\n((?:(?:[ \t][^\n]*)?\n)*(?:[ \t][^\n]*)?)/gm;

/** A function that a file defines, with the text of its body. */
export interface Definition {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly otherwise: number | null }[];
  readonly start: number;
  readonly end: number;
}

/** The functions of a file, the first `most` and one more where there are more. */
export function definitionsOf(text: string, most: number): Definition[] {
  return [...text.matchAll(FUNCTION)].slice(0, most + 1).map(match => {
    const [whole, head = "", name = "", body = ""] = match;
    const end = match.index + whole.length;
    return {
      name,
      parameters: parametersOf(text, match.index + head.length),
      start: end - body.length,
      end,
    };
  });
}

/** The parameters of the function whose name stands at an offset: they are written as the arguments of a call are. */
function parametersOf(text: string, at: number): Definition["parameters"] {
  const call = readStarlarkCall(text, at, () => undefined);
  if (!call) return [];
  const plain = call.positional.flatMap(({ span }) => {
    const name = text.slice(span.start, span.end);
    return /^[A-Za-z_]\w*$/.test(name) ? [{ name, start: span.start, otherwise: null }] : [];
  });
  const withDefault = [...call.keywords].map(
    ([
      name,
      {
        nameSpan: { start, end },
      },
    ]) => {
      const equals = /^\s*=\s*/.exec(text.slice(end, end + 200))?.[0] ?? "";
      return { name, start, otherwise: end + equals.length };
    },
  );
  return [...plain, ...withDefault].sort((one, other) => one.start - other.start);
}

/** Where the values of each variable begin: offsets, by name. */
export function settingsOf(text: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const match of text.matchAll(ASSIGNMENT)) {
    const name = match[2] ?? "";
    const before = found.get(name);
    if (before && before.length > 16) continue;
    if (before && match[1] !== "") before.push(match.index + match[0].length);
    else found.set(name, [match.index + match[0].length]);
  }
  return found;
}
