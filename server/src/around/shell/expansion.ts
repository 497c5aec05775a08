/** What the shell makes of `$name`, `${…}`, `$(…)` and of holes in a text. */
import type { Span } from "../../dockerfile/source";
import { holeOf } from "./template";
import type { Known } from "./known";

/** A word that a command is given. */
export interface Field extends Known {
  /** Where it is written, with its quotes, in the script. */
  readonly span: Span;
  /** It comes from a variable without a value and without quotes: there may be no word at all, or several. */
  readonly isLoose: boolean;
}

/** The values that a script has at some place. */
export interface Values {
  /** Undefined where nothing is known of it. */
  readonly variable: (name: string) => Known | undefined;
  /** `$1`, `$2` …, in a function: null where nothing is known of them. */
  readonly parameters: () => readonly Field[] | null;
  /** All that an array has; null where nothing is known of it. */
  readonly items: (name: string) => readonly Field[] | null;
  readonly hole: (number: number) => Known;
  /** What a command in `$(…)` prints. */
  readonly printed: (command: string) => Known | undefined;
}

const NAME = /[A-Za-z_]\w*/y;

/** The value of a text in which quotes mean nothing, as a default value. */
export function valueOfText(text: string, values: Values, depth = 0): Known {
  const parts: Known[] = [];
  for (let at = 0; at < text.length;) {
    const char = text[at] ?? "";
    const hole = holeOf(char);
    if (char === "$" && depth < 10) {
      const [value, length] = dollarValue(text.slice(at), values, depth + 1);
      parts.push(value);
      at += length;
    } else {
      parts.push(hole === null ? { text: /["']/.test(char) ? "" : char, isOpen: false } : values.hole(hole));
      at++;
    }
  }
  return { text: parts.map(part => part.text).join(""), isOpen: parts.some(part => part.isOpen) };
}

/** A text with what its holes hold. */
export function filledHoles(text: string, values: Values): Known {
  if (!/[\uE000-\uEFFF]/.test(text)) return { text, isOpen: false };
  const parts = [...text].map(char => {
    const hole = holeOf(char);
    return hole === null ? { text: char, isOpen: false } : values.hole(hole);
  });
  return { text: parts.map(part => part.text).join(""), isOpen: parts.some(part => part.isOpen) };
}

/** The value of what begins with `$`, and its length. */
export function dollarValue(text: string, values: Values, depth: number): [Known, number] {
  if (text.startsWith("$(")) {
    const length = closing(text, 1, "(", ")");
    const inner = text.slice(2, length - 1);
    return [values.printed(inner) ?? { text: text.slice(0, length), isOpen: true }, length];
  }
  if (text.startsWith("${")) {
    const length = closing(text, 1, "{", "}");
    return [
      bracedValue(text.slice(2, length - 1), values, depth) ?? { text: text.slice(0, length), isOpen: true },
      length,
    ];
  }
  const name = matchAt(NAME, text, 1, text.length);
  if (name !== "") return [values.variable(name) ?? { text: `$${name}`, isOpen: true }, name.length + 1];
  const digit = /^\$(\d)/.exec(text)?.[1];
  if (digit !== undefined)
    return [parameter(Number(digit), values) ?? { text: `$${digit}`, isOpen: true }, 2];
  const isSpecial = /^\$[?#!$-]/.test(text);
  return isSpecial ? [{ text: text.slice(0, 2), isOpen: true }, 2] : [{ text: "$", isOpen: false }, 1];
}

function parameter(number: number, values: Values): Known | undefined {
  if (number === 0) return values.variable("0");
  return values.parameters()?.[number - 1];
}

/** What `${…}` comes to: `X`, `X:-default`, `X#prefix` … */
function bracedValue(inner: string, values: Values, depth: number): Known | undefined {
  const match = /^([A-Za-z_]\w*|\d+)(\[[^\]]*\])?/.exec(inner);
  if (!match) return undefined;
  const [head, name = "", index] = match;
  const rest = inner.slice(head.length);
  const isZeroth = index === undefined || index === "[0]" || index === "[@]" || index === "[*]";
  const value = !isZeroth
    ? undefined
    : /^\d/.test(name)
      ? parameter(Number(name), values)
      : values.variable(name);
  if (rest === "") return value;
  const operator = /^:?[-=+?]/.exec(rest)?.[0] ?? "";
  if (operator !== "") {
    const other = rest.slice(operator.length);
    const isGiven = value !== undefined && (value.isOpen || !operator.startsWith(":") || value.text !== "");
    if (operator.endsWith("+"))
      return isGiven ? valueOfText(other, values, depth) : { text: "", isOpen: false };
    // What the environment does not give has its default.
    if (operator.endsWith("?")) return value;
    return isGiven && value.text !== inner ? value : valueOfText(other, values, depth);
  }
  if (value === undefined || value.isOpen) return undefined;
  const { text } = value;
  const [, kind = "", pattern = ""] = /^(##?|%%?|,,?|\^\^?)([^]*)$/.exec(rest) ?? [];
  if (kind.startsWith(",")) return { text: text.toLowerCase(), isOpen: false };
  if (kind.startsWith("^")) return { text: text.toUpperCase(), isOpen: false };
  const plain = valueOfText(pattern, values, depth);
  if (kind === "" || plain.isOpen) return undefined;
  return { text: stripped(text, plain.text, kind) ?? text, isOpen: !/^\*?[^*?[\]]*\*?$/.test(plain.text) };
}

/** `${x##*\/}` and its like: a pattern that is a text with one star at an end. */
function stripped(text: string, pattern: string, kind: string): string | undefined {
  const plain = pattern.replaceAll("*", "");
  const isLongest = kind.length === 2;
  if (kind.startsWith("#")) {
    if (!pattern.startsWith("*")) return text.startsWith(plain) ? text.slice(plain.length) : text;
    const at = isLongest ? text.lastIndexOf(plain) : text.indexOf(plain);
    return at === -1 ? text : text.slice(at + plain.length);
  }
  if (!pattern.endsWith("*")) return text.endsWith(plain) ? text.slice(0, text.length - plain.length) : text;
  const at = isLongest ? text.indexOf(plain) : text.lastIndexOf(plain);
  return at === -1 ? text : text.slice(0, at);
}

/** The length up to the bracket that closes the one at `at`. */
function closing(text: string, at: number, open: string, close: string): number {
  let depth = 0;
  for (let index = at; index < text.length; index++) {
    const char = text[index];
    if (char === open) depth++;
    else if (char === close && --depth === 0) return index + 1;
  }
  return text.length;
}

/** What a sticky pattern finds at a place; empty where it finds nothing. */
export function matchAt(pattern: RegExp, text: string, at: number, end: number): string {
  // Of the text from there to the end alone: without that, it would look through the rest of the script for each word.
  pattern.lastIndex = 0;
  return pattern.exec(text.slice(at, end))?.[0] ?? "";
}
