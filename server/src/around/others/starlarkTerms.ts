/** The terms of Starlark: texts, numbers, lists, maps, names, and what follows them (methods, calls, indexes). */
import { isList, isMap, openData, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import type { Span } from "../../dockerfile/source";
import { NAME, NUMBER, STRING } from "./starlarkTokens";
import type { Tokens } from "./starlarkTokens";
import { callMethod, openCode, unescape } from "./starlarkValues";

/** A value with its place. */
export interface StarlarkValue {
  readonly data: Data;
  readonly span: Span;
}

/** The arguments of a call. */
export interface StarlarkCall {
  readonly name: string;
  readonly nameSpan: Span;
  readonly positional: readonly StarlarkValue[];
  readonly keywords: ReadonlyMap<string, StarlarkValue & { readonly nameSpan: Span }>;
  /** Behind the closing bracket. */
  readonly end: number;
}

/** What a name is; undefined where nothing is known of it. */
export type StarlarkNames = (name: string) => Data | undefined;

/** `name=` in front of an argument. */
const KEYWORD = /([A-Za-z_]\w*)\s*=(?!=)\s*/y;
const CONSTANTS = new Map<string, Data>([
  ["True", true],
  ["False", false],
  ["None", null],
]);

/** The reader of the terms of a text; `expression` reads what stands between brackets. */
export function termsOf(
  text: string,
  tokens: Tokens,
  names: StarlarkNames,
  expression: (isInBrackets: boolean) => StarlarkValue,
) {
  const { take, skip, takeWord } = tokens;

  /** What is written from an offset up to here, of which nothing is known. */
  const unknownFrom = (begin: number): StarlarkValue => ({
    data: openCode(text.slice(begin, tokens.at)),
    span: { start: begin, end: tokens.at },
  });

  function term(isInBrackets: boolean): StarlarkValue {
    const begin = tokens.at;
    let data: Data = openData();
    const string = take(STRING);
    let span: Span = { start: begin, end: tokens.at };
    if (string) {
      const groups: (string | undefined)[] = string.slice(1);
      const raw = groups.find(group => group !== undefined) ?? "";
      const head = string[0].length - raw.length - (/"""|'''/.test(string[0]) ? 3 : 1);
      data = /^[rb]*f/.test(string[0]) && raw.includes("{") ? openData(raw) : unescape(raw);
      span = { start: begin + head, end: begin + head + raw.length };
    } else if (text[tokens.at] === "[" || text[tokens.at] === "(") {
      const close = text[tokens.at] === "[" ? "]" : ")";
      tokens.at++;
      const items = list(close);
      const [only] = items;
      data =
        close === ")" && items.length === 1 && only && !/,\s*\)$/.test(text.slice(begin, tokens.at))
          ? only.data
          : items.map(item => item.data);
      if (close === ")" && items.length === 1 && only) span = only.span;
    } else if (text[tokens.at] === "{") data = map();
    else {
      const number = take(NUMBER);
      const name = number ? "" : (take(NAME)?.[0] ?? "");
      if (number) data = Number(number[0]);
      else if (name === "") tokens.at++;
      else if (name === "not") {
        skip(isInBrackets);
        term(isInBrackets);
      } else
        data = CONSTANTS.has(name) ? (CONSTANTS.get(name) ?? null) : (names(name) ?? openData(`$(${name})`));
    }
    if (span.end === begin) span = { start: begin, end: tokens.at };
    return trailers({ data, span }, begin);
  }

  /** `.format(…)`, `.join(…)`, calls, indexes. */
  function trailers(value: StarlarkValue, begin: number): StarlarkValue {
    let found = value;
    for (;;) {
      if (text[tokens.at] === ".") {
        tokens.at++;
        const method = take(NAME)?.[0] ?? "";
        if (text[tokens.at] !== "(") {
          found = unknownFrom(begin);
          continue;
        }
        tokens.at++;
        const { positional, keywords } = callArguments();
        found = {
          data: callMethod(found.data, method, positional, keywords, openCode(text.slice(begin, tokens.at))),
          span: { start: begin, end: tokens.at },
        };
      } else if (text[tokens.at] === "(") {
        tokens.at++;
        callArguments();
        found = unknownFrom(begin);
      } else if (text[tokens.at] === "[") {
        tokens.at++;
        const [key] = list("]");
        const data = found.data;
        const item = isMap(data)
          ? data.get(textOf(key?.data ?? null) ?? "")
          : isList(data)
            ? data[Number(textOf(key?.data ?? null))]
            : undefined;
        found = {
          data: item ?? openCode(text.slice(begin, tokens.at)),
          span: { start: begin, end: tokens.at },
        };
      } else
        return { ...found, span: found.span.end < begin ? { start: begin, end: tokens.at } : found.span };
    }
  }

  /** Reads what stands between commas up to a closing bracket, and that. */
  function separated(close: string, readItem: () => void): void {
    for (;;) {
      skip(true);
      if (tokens.at >= text.length || text[tokens.at] === close) break;
      const before = tokens.at;
      readItem();
      skip(true);
      if (text[tokens.at] === "," || tokens.at === before) tokens.at++;
    }
    tokens.at++;
  }

  function list(close: string): StarlarkValue[] {
    const items: StarlarkValue[] = [];
    separated(close, () => {
      const before = tokens.at;
      items.push(expression(true));
      skip(true);
      if (!takeWord("for")) return;
      // A comprehension: its items are not known.
      while (tokens.at < text.length && text[tokens.at] !== close) tokens.at++;
      items.splice(0, items.length, { data: openData(), span: { start: before, end: tokens.at } });
    });
    return items;
  }

  function map(): Data {
    const found = new Map<string, Data>();
    tokens.at++;
    separated("}", () => {
      const key = textOf(expression(true).data);
      skip(true);
      if (text[tokens.at] === ":") tokens.at++;
      skip(true);
      const value = expression(true);
      if (key !== undefined) found.set(key, value.data);
    });
    return found;
  }

  function callArguments() {
    const positional: StarlarkValue[] = [];
    const keywords = new Map<string, StarlarkValue & { nameSpan: Span }>();
    separated(")", () => {
      const before = tokens.at;
      const keyword = take(KEYWORD);
      const name = keyword?.[1];
      if (name === undefined) positional.push(expression(true));
      else
        keywords.set(name, { ...expression(true), nameSpan: { start: before, end: before + name.length } });
    });
    return { positional, keywords };
  }

  return { term, callArguments, unknownFrom };
}
