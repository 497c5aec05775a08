/** The words of a command as the shell hands them over: quotes taken away, variables filled in, split where the shell splits. */
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
  readonly hole: (number: number) => Known;
  /** What a command in `$(…)` prints. */
  readonly printed: (command: string) => Known | undefined;
}

const NAME = /[A-Za-z_]\w*/y;
const PLAIN = /[^\\'"$\uE000-\uEFFF]+/y;
/** No word of a command is longer, in UTF-16 units. */
const LONGEST = 4096;
/** No variable holds more words: what stands behind them is open. */
const MOST_WORDS = 1000;

/** The fields of a word of a script, which stands at `span`. */
export function fieldsOf(script: string, span: Span, values: Values): Field[] {
  const fields: Field[] = [];
  let at = span.start;
  let text = "";
  let isOpen = false;
  let isLoose = false;
  let hasContent = false;

  const end = () => {
    if (hasContent) fields.push({ text, isOpen, span, isLoose });
    text = "";
    isOpen = false;
    isLoose = false;
    hasContent = false;
  };
  const add = (value: Known, isQuoted: boolean) => {
    isOpen ||= value.isOpen;
    if (isQuoted || (!value.isOpen && !/\s/.test(value.text))) {
      isOpen ||= text.length + value.text.length > LONGEST;
      text = (text + value.text).slice(0, LONGEST);
      hasContent ||= isQuoted || value.text !== "";
      return;
    }
    const [first = "", ...rest] = value.isOpen ? splitOpen(value.text) : value.text.split(/\s+/);
    if (value.isOpen && rest.length === 0) {
      isLoose ||= !hasContent && at === span.end;
      text = (text + value.text).slice(0, LONGEST);
      hasContent = true;
      return;
    }
    isOpen = false;
    text += first;
    isOpen = value.isOpen && /[$`{<]/.test(text);
    isLoose = isOpen && /^\$/.test(text);
    hasContent ||= first !== "";
    for (const part of rest.slice(0, MOST_WORDS)) {
      end();
      text = part;
      isOpen = value.isOpen && /[$`{<]/.test(part);
      isLoose = isOpen && /^\$/.test(part);
      hasContent = part !== "";
    }
    if (rest.length <= MOST_WORDS) return;
    end();
    fields.push({ text: "…", isOpen: true, isLoose: true, span });
  };
  const readDollar = (isQuoted: boolean) => {
    const rest = script.slice(at, span.end);
    if (/^\$\{?[@*]/.test(rest)) {
      at += rest.startsWith("${") ? rest.indexOf("}") + 1 : 2;
      const parameters = values.parameters();
      if (!parameters) add({ text: "$@", isOpen: true }, false);
      else {
        end();
        fields.push(...parameters);
      }
      return;
    }
    const [value, length] = dollarValue(rest, values, 0);
    at += length;
    add(value, isQuoted);
  };

  while (at < span.end) {
    const char = script[at] ?? "";
    const plain = matchAt(PLAIN, script, at, span.end);
    if (plain !== "") {
      at += plain.length;
      add({ text: plain, isOpen: false }, true);
      hasContent = true;
    } else if (char === "\\") {
      const isNewline = /^\\\r?\n/.exec(script.slice(at, at + 3));
      at += isNewline ? isNewline[0].length : 2;
      if (!isNewline) add({ text: script[at - 1] ?? "", isOpen: false }, true);
    } else if (char === "'") {
      const close = script.indexOf("'", at + 1);
      const stop = close === -1 || close >= span.end ? span.end : close;
      add(filledHoles(script.slice(at + 1, stop), values), true);
      at = stop + 1;
    } else if (char === '"') {
      hasContent = true;
      at++;
      while (at < span.end && script[at] !== '"') {
        const inner = script[at] ?? "";
        const hole = holeOf(inner);
        const run = matchAt(PLAIN, script, at, span.end);
        if (inner === "$") readDollar(true);
        else if (inner === "\\") {
          const next = script[at + 1] ?? "";
          add({ text: /["\\$`]/.test(next) ? next : next === "\n" ? "" : `\\${next}`, isOpen: false }, true);
          at += 2;
        } else if (hole !== null) {
          add(values.hole(hole), true);
          at++;
        } else if (run !== "") {
          add({ text: run, isOpen: false }, true);
          at += run.length;
        } else {
          add({ text: inner, isOpen: false }, true);
          at++;
        }
      }
      at++;
    } else if (char === "$") readDollar(false);
    else {
      const hole = holeOf(char);
      at++;
      add(hole === null ? { text: char, isOpen: false } : values.hole(hole), false);
    }
  }
  end();
  return fields;
}

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

function filledHoles(text: string, values: Values): Known {
  if (!/[\uE000-\uEFFF]/.test(text)) return { text, isOpen: false };
  const parts = [...text].map(char => {
    const hole = holeOf(char);
    return hole === null ? { text: char, isOpen: false } : values.hole(hole);
  });
  return { text: parts.map(part => part.text).join(""), isOpen: parts.some(part => part.isOpen) };
}

/** The value of what begins with `$`, and its length. */
function dollarValue(text: string, values: Values, depth: number): [Known, number] {
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

/** The words of a text in which variables are left as they are written: white space in their brackets parts nothing. */
function splitOpen(text: string): string[] {
  const words = [""];
  let depth = 0;
  for (const char of text) {
    if (/[({]/.test(char)) depth++;
    else if (/[)}]/.test(char)) depth--;
    if (/\s/.test(char) && depth === 0) words.push("");
    else words.push((words.pop() ?? "") + char);
  }
  return depth === 0 ? words : [text];
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

function matchAt(pattern: RegExp, text: string, at: number, end: number): string {
  // Of the text from there to the end alone: without that, it would look through the rest of the script for each word.
  pattern.lastIndex = 0;
  return pattern.exec(text.slice(at, end))?.[0] ?? "";
}
