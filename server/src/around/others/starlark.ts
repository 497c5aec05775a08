/** As much of Starlark as Tiltfiles write in front of and in the calls that build: texts, variables, lists, maps, `+`, `%`, `format`. */
import { hasOpen, isList, isMap, isOpen, openData, shownText, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import { joinTexts } from "../bake/evaluate";
import type { Span } from "../../dockerfile/source";

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

const STRING = /[rbf]{0,2}(?:"""([^]*?)"""|'''([^]*?)'''|"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)')/y;
const NAME = /[A-Za-z_]\w*/y;
const SPACE = /(?:[ \t\r\n]|#[^\n]*|\\\r?\n)+/y;
const LINE_SPACE = /(?:[ \t]|\\\r?\n)+/y;
const NUMBER = /\d+(?:\.\d+)?/y;
const DEEPEST = 60;

/** The value of an expression that begins at an offset; it ends where a line or a bracket does. */
export function readStarlark(
  text: string,
  at: number,
  names: StarlarkNames,
): StarlarkValue & { readonly end: number } {
  const reader = createReader(text, at, names);
  const value = reader.expression(false);
  return { ...value, end: reader.at() };
}

/** The call whose name stands at an offset; null where none does. */
export function readStarlarkCall(text: string, at: number, names: StarlarkNames): StarlarkCall | null {
  const reader = createReader(text, at, names);
  return reader.call();
}

function createReader(text: string, start: number, names: StarlarkNames) {
  let at = start;
  let depth = 0;

  const sticky = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return match;
  };
  const skip = (isInBrackets: boolean) => sticky(isInBrackets ? SPACE : LINE_SPACE);
  const peekWord = (): string => {
    NAME.lastIndex = at;
    return NAME.exec(text)?.[0] ?? "";
  };
  const takeWord = (word: string): boolean => {
    if (peekWord() !== word) return false;
    at += word.length;
    return true;
  };

  /** Conditional expressions, `or`, `and`, comparisons: what is not known is open. */
  function expression(isInBrackets: boolean): StarlarkValue {
    if (++depth > DEEPEST) {
      at = text.length;
      return { data: openData(), span: { start: at, end: at } };
    }
    const first = sum(isInBrackets);
    let value = first;
    skip(isInBrackets);
    while (
      ["or", "and", "in", "not", "is"].includes(peekWord()) ||
      /^(?:==|!=|<=|>=|<|>)/.test(text.slice(at, at + 2))
    ) {
      if (!sticky(NAME)) at += text[at + 1] === "=" ? 2 : 1;
      skip(isInBrackets);
      sum(isInBrackets);
      value = {
        data: openCode(text.slice(first.span.start, at)),
        span: { start: first.span.start, end: at },
      };
      skip(isInBrackets);
    }
    if (takeWord("if")) {
      skip(isInBrackets);
      expression(isInBrackets);
      skip(isInBrackets);
      if (takeWord("else")) {
        skip(isInBrackets);
        expression(isInBrackets);
      }
      value = {
        data: openCode(text.slice(first.span.start, at)),
        span: { start: first.span.start, end: at },
      };
    }
    depth--;
    return value;
  }

  function sum(isInBrackets: boolean): StarlarkValue {
    let left = term(isInBrackets);
    for (;;) {
      skip(isInBrackets);
      const operator = text[at];
      if (operator !== "+" && operator !== "%" && operator !== "*" && operator !== "-" && operator !== "|")
        return left;
      if (text[at + 1] === "=") return left;
      at++;
      skip(isInBrackets);
      const right = term(isInBrackets);
      left = {
        data: operate(operator, left.data, right.data),
        span: { start: left.span.start, end: right.span.end },
      };
    }
  }

  function term(isInBrackets: boolean): StarlarkValue {
    const begin = at;
    let data: Data = openData();
    const string = sticky(STRING);
    let span: Span = { start: begin, end: at };
    if (string) {
      const groups: (string | undefined)[] = string.slice(1);
      const raw = groups.find(group => group !== undefined) ?? "";
      const head = string[0].length - raw.length - (/"""|'''/.test(string[0]) ? 3 : 1);
      data = /^[rb]*f/.test(string[0]) && raw.includes("{") ? openData(raw) : unescape(raw);
      span = { start: begin + head, end: begin + head + raw.length };
    } else if (text[at] === "[" || text[at] === "(") {
      const close = text[at] === "[" ? "]" : ")";
      at++;
      const items = list(close);
      const [only] = items;
      data =
        close === ")" && items.length === 1 && only && !/,\s*\)$/.test(text.slice(begin, at))
          ? only.data
          : items.map(item => item.data);
      if (close === ")" && items.length === 1 && only) span = only.span;
    } else if (text[at] === "{") data = map();
    else {
      const number = sticky(NUMBER);
      const name = number ? "" : (sticky(NAME)?.[0] ?? "");
      if (number) data = Number(number[0]);
      else if (name === "") at++;
      else if (name === "not") {
        skip(isInBrackets);
        term(isInBrackets);
      } else
        data =
          name === "True"
            ? true
            : name === "False"
              ? false
              : name === "None"
                ? null
                : (names(name) ?? openData(`$(${name})`));
    }
    if (span.end === begin) span = { start: begin, end: at };
    return trailers({ data, span }, begin);
  }

  /** `.format(…)`, `.join(…)`, calls, indexes. */
  function trailers(value: StarlarkValue, begin: number): StarlarkValue {
    let found = value;
    for (;;) {
      if (text[at] === ".") {
        at++;
        const method = sticky(NAME)?.[0] ?? "";
        if (text[at] !== "(") {
          found = { data: openCode(text.slice(begin, at)), span: { start: begin, end: at } };
          continue;
        }
        at++;
        const { positional, keywords } = callArguments();
        found = {
          data: callMethod(found.data, method, positional, keywords, openCode(text.slice(begin, at))),
          span: { start: begin, end: at },
        };
      } else if (text[at] === "(") {
        at++;
        callArguments();
        found = { data: openCode(text.slice(begin, at)), span: { start: begin, end: at } };
      } else if (text[at] === "[") {
        at++;
        const [key] = list("]");
        const data = found.data;
        const item = isMap(data)
          ? data.get(textOf(key?.data ?? null) ?? "")
          : isList(data)
            ? data[Number(textOf(key?.data ?? null))]
            : undefined;
        found = { data: item ?? openCode(text.slice(begin, at)), span: { start: begin, end: at } };
      } else return { ...found, span: found.span.end < begin ? { start: begin, end: at } : found.span };
    }
  }

  function list(close: string): StarlarkValue[] {
    const items: StarlarkValue[] = [];
    for (;;) {
      skip(true);
      if (at >= text.length || text[at] === close) break;
      const before = at;
      items.push(expression(true));
      skip(true);
      if (takeWord("for")) {
        // A comprehension: its items are not known.
        while (at < text.length && text[at] !== close) at++;
        items.splice(0, items.length, { data: openData(), span: { start: before, end: at } });
      }
      if (text[at] === "," || at === before) at++;
    }
    at++;
    return items;
  }

  function map(): Data {
    const found = new Map<string, Data>();
    at++;
    for (;;) {
      skip(true);
      if (at >= text.length || text[at] === "}") break;
      const before = at;
      const key = textOf(expression(true).data);
      skip(true);
      if (text[at] === ":") at++;
      skip(true);
      const value = expression(true);
      if (key !== undefined) found.set(key, value.data);
      skip(true);
      if (text[at] === "," || at === before) at++;
    }
    at++;
    return found;
  }

  function callArguments() {
    const positional: StarlarkValue[] = [];
    const keywords = new Map<string, StarlarkValue & { nameSpan: Span }>();
    for (;;) {
      skip(true);
      if (at >= text.length || text[at] === ")") break;
      const before = at;
      const keyword = /^([A-Za-z_]\w*)\s*=(?!=)\s*/.exec(text.slice(at, at + 200));
      if (keyword) {
        at += keyword[0].length;
        const name = keyword[1] ?? "";
        keywords.set(name, { ...expression(true), nameSpan: { start: before, end: before + name.length } });
      } else positional.push(expression(true));
      skip(true);
      if (text[at] === "," || at === before) at++;
    }
    at++;
    return { positional, keywords };
  }

  function call(): StarlarkCall | null {
    const name = sticky(NAME);
    skip(false);
    if (!name || text[at] !== "(") return null;
    at++;
    const { positional, keywords } = callArguments();
    return { name: name[0], nameSpan: { start, end: start + name[0].length }, positional, keywords, end: at };
  }

  return { expression, call, at: () => at };
}

/** What is left of an expression that cannot be evaluated: a word, which nothing reads as quotes or brackets. */
function openCode(code: string): Data {
  return openData(
    `$(${code
      .trim()
      .replace(/[^\w.]+/g, "_")
      .slice(0, 100)})`,
  );
}

function operate(operator: string, left: Data, right: Data): Data {
  if (operator === "+") {
    if (isList(left) && isList(right)) return [...left, ...right];
    return joinTexts([left, right]);
  }
  if (operator === "%" && typeof left === "string") {
    const values = isList(right) ? right : [right];
    let index = 0;
    const parts = left
      .split(/(%[sdr])/)
      .map((part): Data =>
        /^%[sdr]$/.test(part) ? (values[index++] ?? openData(part)) : part.replaceAll("%%", "%"),
      );
    return joinTexts(parts);
  }
  return openData();
}

function callMethod(
  of: Data,
  method: string,
  positional: readonly StarlarkValue[],
  keywords: ReadonlyMap<string, StarlarkValue>,
  written: Data,
): Data {
  const [first] = positional;
  if (method === "format" && typeof of === "string") {
    let index = 0;
    const parts = of.split(/(\{\w*\})/).map((part): Data => {
      const key = /^\{(\w*)\}$/.exec(part)?.[1];
      if (key === undefined) return part;
      const value = key === "" ? positional[index++] : (positional[Number(key)] ?? keywords.get(key));
      return value?.data ?? openData(part);
    });
    return joinTexts(parts);
  }
  if (method === "join" && typeof of === "string" && first && isList(first.data))
    return joinTexts(first.data.flatMap((item, index) => (index > 0 ? [of, item] : [item])));
  if (/^(?:strip|lower|upper)$/.test(method) && typeof of === "string")
    return method === "lower" ? of.toLowerCase() : method === "upper" ? of.toUpperCase() : of.trim();
  if (isOpen(of) || hasOpen(of)) return shownText(of) === "" ? written : openData(shownText(of));
  // `config.parse().get("x", "default")`
  return method === "get" && isMap(of)
    ? (of.get(textOf(first?.data ?? null) ?? "") ?? positional[1]?.data ?? null)
    : written;
}

function unescape(raw: string): string {
  return raw.replace(/\\(\r?\n|[^])/g, (_, char: string) =>
    /\n/.test(char) ? "" : char === "n" ? "\n" : char === "t" ? "\t" : char,
  );
}
