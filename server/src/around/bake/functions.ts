/** The functions that bake offers, as far as they depend on nothing but what they are given (buildx: bake/hclparser/stdlib.go). */
import { fromJson, toJson } from "./jsonData";
import { listFunctions } from "./listFunctions";
import { networkFunctions } from "./networkFunctions";
import { textFunctions } from "./textFunctions";
import { hasOpen, isSame, numberOf, openData, shownText, textOf, truthOf } from "./data";
import type { Data } from "./data";

/** Answers undefined for what it cannot take. */
export type BakeFunction = (...args: readonly Data[]) => Data | undefined;

/**
 * What a function of bake gives; open where an argument is, and for what depends on the machine or the time. Undefined where there
 * is no such function, or it cannot take the arguments.
 */
export function callFunction(name: string, args: readonly Data[]): Data | undefined {
  const known = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
  if (!known) return undefined;
  if (args.some(hasOpen) && !TAKES_OPEN.has(name))
    return openData(`${name}(${args.map(shownText).join(", ")})`);
  return known(...args);
}

/** What can be known although some of the arguments are open. */
const TAKES_OPEN = new Set(["concat", "coalesce", "merge", "and", "or"]);

const ofText =
  (make: (text: string) => Data | undefined): BakeFunction =>
  (given = null) => {
    const text = textOf(given);
    return text === undefined ? undefined : make(text);
  };
const ofTexts =
  (make: (...texts: string[]) => Data | undefined): BakeFunction =>
  (...given) => {
    const texts = given.map(textOf);
    return texts.includes(undefined) ? undefined : make(...texts.map(text => text ?? ""));
  };
const ofNumbers =
  (make: (...numbers: number[]) => Data | undefined): BakeFunction =>
  (...given) => {
    const numbers = given.map(numberOf);
    return numbers.includes(undefined) ? undefined : make(...numbers.map(number => number ?? 0));
  };

/** A pattern of RE2; what JavaScript reads otherwise or not at all is unknown. */
function pattern(source: string, flags: string): RegExp | undefined {
  // Nothing of a file may run for long: patterns that repeat what repeats are left alone.
  if (source.length > 200 || /[*+}]\)?[*+{]|\)[*+{]|\(\?[^:]/.test(source)) return undefined;
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function replaced(text: string, search: string, by: string): Data | undefined {
  if (search.length > 1 && search.startsWith("/") && search.endsWith("/"))
    return regexReplaced(text, search.slice(1, -1), by);
  return text.replaceAll(search, () => by);
}

function regexReplaced(text: string, search: string, by: string): Data | undefined {
  const found = pattern(search, "g");
  return found && text.length < 2000
    ? text.replace(
        found,
        by.replace(/\$\{(\w+)\}/g, (_, group: string) => (/\d/.test(group) ? `$${group}` : `$<${group}>`)),
      )
    : undefined;
}

function trimmed(text: string, characters: string): string {
  const all = new Set(characters);
  const letters = [...text];
  const first = letters.findIndex(letter => !all.has(letter));
  return first === -1
    ? ""
    : letters.slice(first, letters.findLastIndex(letter => !all.has(letter)) + 1).join("");
}

function formatted(...given: readonly Data[]): Data | undefined {
  const [template, ...values] = given;
  if (typeof template !== "string") return undefined;
  let at = 0;
  const state = { isKnown: true };
  const text = template.replace(
    /%(%|[-+ 0]*(?:[1-9]\d*)?(?:\.\d+)?([a-zA-Z]))/g,
    (written, verb: string, kind?: string) => {
      if (verb === "%") return "%";
      const value = values[at++] ?? null;
      const shown = textOf(value);
      if (kind === "v" && shown === undefined) return toJson(value) ?? written;
      if (shown === undefined) state.isKnown = false;
      if (/^[svdt]$/.test(verb)) return shown ?? "";
      if (verb === "q") return JSON.stringify(shown);
      const width = /^(0?)(\d+)d$/.exec(verb);
      if (width) return (shown ?? "").padStart(Number(width[2] ?? 0), width[1] === "0" ? "0" : " ");
      state.isKnown = false;
      return written;
    },
  );
  return state.isKnown ? text : undefined;
}

const FUNCTIONS: Readonly<Record<string, BakeFunction>> = {
  ...listFunctions,
  ...networkFunctions,
  ...textFunctions,
  absolute: ofNumbers(Math.abs),
  add: ofNumbers((a = 0, b = 0) => a + b),
  and: (a = null, b = null) =>
    truthOf(a) === false || truthOf(b) === false ? false : truthOf(a) && truthOf(b),
  basename: ofText(
    text =>
      text
        .replace(/(?<!\/)\/+$/, "")
        .split("/")
        .at(-1) ?? "",
  ),
  ceil: ofNumbers(Math.ceil),
  chomp: ofText(text => text.replace(/(?<![\r\n])[\r\n]+$/, "")),
  convert: (value = null) => value,
  dirname: ofText(text => (text.includes("/") ? text.slice(0, text.lastIndexOf("/")) || "/" : ".")),
  divide: ofNumbers((a = 0, b = 0) => a / b),
  equal: (a = null, b = null) => isSame(a, b),
  floor: ofNumbers(Math.floor),
  format: formatted,
  greaterthan: ofNumbers((a = 0, b = 0) => a > b),
  greaterthanorequalto: ofNumbers((a = 0, b = 0) => a >= b),
  indent: (spaces = null, text = null) =>
    typeof text === "string"
      ? text.replaceAll("\n", `\n${" ".repeat(Math.min(numberOf(spaces) ?? 0, 100))}`)
      : undefined,
  int: ofNumbers(Math.trunc),
  jsondecode: ofText(fromJson),
  jsonencode: (value = null) => toJson(value),
  lessthan: ofNumbers((a = 0, b = 0) => a < b),
  lessthanorequalto: ofNumbers((a = 0, b = 0) => a <= b),
  log: ofNumbers((a = 0, b = 0) => Math.log(a) / Math.log(b)),
  lower: ofText(text => text.toLowerCase()),
  max: ofNumbers(Math.max),
  min: ofNumbers(Math.min),
  modulo: ofNumbers((a = 0, b = 0) => a % b),
  multiply: ofNumbers((a = 0, b = 0) => a * b),
  negate: ofNumbers((a = 0) => -a),
  not: (a = null) => {
    const truth = truthOf(a);
    return truth === undefined ? undefined : !truth;
  },
  notequal: (a = null, b = null) => !isSame(a, b),
  or: (a = null, b = null) =>
    truthOf(a) === true || truthOf(b) === true ? true : (truthOf(a) ?? truthOf(b)),
  parseint: (text = null, base = null) => {
    const number = parseInt(textOf(text) ?? "", numberOf(base));
    return Number.isNaN(number) ? undefined : number;
  },
  pow: ofNumbers((a = 0, b = 0) => a ** b),
  regex: ofTexts((search = "", text = "") => {
    const found = pattern(search, "")?.exec(text);
    if (!found) return undefined;
    if (found.groups) return new Map(Object.entries(found.groups));
    return found.length > 1 ? found.slice(1) : found[0];
  }),
  regex_replace: ofTexts((text = "", search = "", by = "") => regexReplaced(text, search, by)),
  regexall: ofTexts((search = "", text = "") => {
    const found = pattern(search, "g");
    return found && [...text.matchAll(found)].map(match => (match.length > 1 ? match.slice(1) : match[0]));
  }),
  replace: ofTexts((text = "", search = "", by = "") => replaced(text, search, by)),
  sanitize: ofText(text => text.replace(/[^a-zA-Z0-9_-]+/g, "_")),
  signum: ofNumbers(Math.sign),
  split: ofTexts((separator = "", text = "") => (text === "" ? [""] : text.split(separator))),
  strlen: ofText(text => [...text].length),
  strrev: ofText(text => [...text].reverse().join("")),
  substr: (given = null, offset = null, length = null) => {
    const letters = [...(textOf(given) ?? "")];
    const from = numberOf(offset) ?? 0;
    const start = from < 0 ? Math.max(letters.length + from, 0) : from;
    const count = numberOf(length) ?? -1;
    return letters.slice(start, count < 0 ? undefined : start + count).join("");
  },
  subtract: ofNumbers((a = 0, b = 0) => a - b),
  title: ofText(text => text.replace(/(?<!\S)\p{L}/gu, letter => letter.toUpperCase())),
  trim: ofTexts((text = "", characters = "") => trimmed(text, characters)),
  trimprefix: ofTexts((text = "", prefix = "") =>
    text.startsWith(prefix) ? text.slice(prefix.length) : text,
  ),
  trimspace: ofText(text => text.trim()),
  trimsuffix: ofTexts((text = "", suffix = "") =>
    suffix !== "" && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  upper: ofText(text => text.toUpperCase()),
  urlencode: ofText(text => encodeURIComponent(text).replaceAll("%20", "+")),
};
