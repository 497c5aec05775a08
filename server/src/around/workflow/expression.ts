/** Expressions of GitHub workflows: `${{ … }}`. */
import { hasOpen, isList, isMap, isOpen, openData, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import { fromJson, toJson } from "../bake/jsonData";
import type { Choose } from "../outcomes";
import { joinTexts } from "../bake/evaluate";

/**
 * What is known in an expression: `matrix`, `inputs` …, or a name with its first property, `env.X`; undefined where nothing is
 * known of it.
 */
export type Lookup = (name: string) => Data | undefined;

const TOKEN = /\s*(?:('(?:[^']|'')*')|(-?\d+(?:\.\d+)?)|([A-Za-z_][\w-]*)|(&&|\|\||[=!<>]=|[<>!()[\],.*]))/y;
const DEEPEST = 50;
/** An expression in a text. */
export const EXPRESSION = /\$\{\{((?:'[^']*'|[^'}$]|\}(?!\})|\$(?!\{\{))*)\}\}/g;

/** A text with its expressions filled in; an expression that is all of it keeps its type. */
export function evaluateText(text: string, lookup: Lookup, choose: Choose | null = null): Data {
  const parts: Data[] = [];
  let from = 0;
  for (const match of text.matchAll(EXPRESSION)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    const value = evaluateExpression(match[1] ?? "", lookup, choose);
    parts.push(isOpen(value) ? openData(match[0]) : value);
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push(text.slice(from));
  const [only] = parts;
  if (parts.length < 2) return only ?? "";
  return joinTexts(parts.map(part => part ?? ""));
}

/**
 * What an expression comes to; open where something in it is not known, or it cannot be read. Of a condition that is not known
 * (`github.ref == 'x' && 'a' || 'b'`), `choose` says which way it goes.
 */
export function evaluateExpression(source: string, lookup: Lookup, choose: Choose | null = null): Data {
  const tokens = tokensOf(source);
  let at = 0;
  let depth = 0;

  const peek = () => tokens[at] ?? "";
  const take = (token: string): boolean => {
    if (peek() !== token) return false;
    at++;
    return true;
  };
  const binary =
    (next: () => Data, operators: Readonly<Record<string, (a: Data, b: Data) => Data>>): (() => Data) =>
    () => {
      let left = next();
      for (;;) {
        const operate = Object.hasOwn(operators, peek()) ? operators[peek()] : undefined;
        if (!operate) return left;
        at++;
        left = operate(left, next());
      }
    };
  const primary = (): Data => {
    if (++depth > DEEPEST) return openData();
    const token = peek();
    at++;
    let value: Data;
    if (token === "!") {
      const operand = primary();
      value = isOpen(operand) ? operand : !isTruthy(operand);
    } else if (token === "(") {
      value = or();
      take(")");
    } else if (token.startsWith("'")) value = token.slice(1, -1).replaceAll("''", "'");
    else if (/^-?\d/.test(token)) value = Number(token);
    else if (token === "true" || token === "false") value = token === "true";
    else if (token === "null") value = null;
    else if (peek() === "(") value = call(token);
    else value = /^[A-Za-z_]/.test(token) ? named(token) : openData();
    for (;;) {
      if (take(".")) value = property(value, tokens[at++] ?? "");
      else if (take("[")) {
        const key = or();
        take("]");
        value = isOpen(key) ? key : property(value, textOf(key) ?? "");
      } else break;
    }
    depth--;
    return value;
  };
  const named = (name: string): Data => {
    const whole = peek() === "." ? lookup(`${name}.${tokens[at + 1] ?? ""}`) : undefined;
    if (whole === undefined) return lookup(name) ?? openData(name);
    at += 2;
    return whole;
  };
  const call = (name: string): Data => {
    at++;
    const args: Data[] = [];
    while (at < tokens.length && !take(")")) {
      args.push(or());
      take(",");
    }
    return callFunction(name.toLowerCase(), args);
  };
  const comparison = binary(primary, {
    "==": (a, b) => (hasOpen(a) || hasOpen(b) ? openData() : isEqual(a, b)),
    "!=": (a, b) => (hasOpen(a) || hasOpen(b) ? openData() : !isEqual(a, b)),
    "<": () => openData(),
    "<=": () => openData(),
    ">": () => openData(),
    ">=": () => openData(),
  });
  let conditions = 0;
  const isMet = (condition: Data): boolean | null => {
    if (!isOpen(condition)) return isTruthy(condition);
    return choose ? choose(`condition ${conditions++} of ${source}`, 2) === 0 : null;
  };
  const and = binary(comparison, {
    "&&": (a, b) => {
      const met = isMet(a);
      return met === null ? a : met ? b : isOpen(a) ? false : a;
    },
  });
  const or = binary(and, { "||": (a, b) => (isOpen(a) ? a : isTruthy(a) ? a : b) });
  const value = or();
  return at < tokens.length ? openData() : value;
}

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    tokens.push(match[0].trimStart());
    // The rest is a token that means nothing, so that the whole is open.
    if (tokens.length > 500) return [...tokens, "…"];
  }
  return tokens;
}

function property(of: Data, name: string): Data {
  if (isOpen(of)) return openData(`${of.open}.${name}`);
  if (isMap(of))
    return of.get(name) ?? [...of].find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? "";
  if (isList(of)) return name === "*" ? of : (of[Number(name)] ?? "");
  return "";
}

function isTruthy(data: Data): boolean {
  return data !== "" && data !== 0 && data !== false && data !== null;
}

function isEqual(a: Data, b: Data): boolean {
  const [left, right] = [textOf(a ?? ""), textOf(b ?? "")];
  return left !== undefined && right !== undefined && left.toLowerCase() === right.toLowerCase();
}

function callFunction(name: string, args: readonly Data[]): Data {
  const [first = null, second = null] = args;
  if (args.some(hasOpen)) return openData(`${name}(…)`);
  switch (name) {
    case "format": {
      const template = textOf(first) ?? "";
      return template.replace(/\{\{|\}\}|\{(\d+)\}/g, (written, index?: string) =>
        index === undefined ? written.slice(1) : (textOf(args[Number(index) + 1] ?? "") ?? ""),
      );
    }
    case "fromjson":
      return fromJson(textOf(first) ?? "") ?? openData();
    case "tojson":
      return toJson(first) ?? openData();
    case "join":
      return isList(first) ? first.map(item => textOf(item) ?? "").join(textOf(second) ?? ",") : first;
    case "contains": {
      const wanted = (textOf(second) ?? "").toLowerCase();
      if (isList(first)) return first.some(item => (textOf(item) ?? "").toLowerCase() === wanted);
      return (textOf(first) ?? "").toLowerCase().includes(wanted);
    }
    case "startswith":
      return (textOf(first) ?? "").toLowerCase().startsWith((textOf(second) ?? "").toLowerCase());
    case "endswith":
      return (textOf(first) ?? "").toLowerCase().endsWith((textOf(second) ?? "").toLowerCase());
    default:
      return openData(`${name}(…)`);
  }
}
