/** As much of Starlark as Tiltfiles write in front of and in the calls that build: texts, variables, lists, maps, `+`, `%`, `format`. */
import { NAME, tokensOf } from "./starlarkTokens";
import { termsOf } from "./starlarkTerms";
import type { StarlarkCall, StarlarkNames, StarlarkValue } from "./starlarkTerms";
import { operate } from "./starlarkValues";

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
  const tokens = tokensOf(text, start);
  const { take, skip, peekWord, takeWord } = tokens;
  const { term, callArguments, unknownFrom } = termsOf(text, tokens, names, expression);
  let depth = 0;

  /** Conditional expressions, `or`, `and`, comparisons: what is not known is open. */
  function expression(isInBrackets: boolean): StarlarkValue {
    if (++depth > DEEPEST) {
      tokens.at = text.length;
      return unknownFrom(tokens.at);
    }
    const first = sum(isInBrackets);
    let value = first;
    skip(isInBrackets);
    while (
      ["or", "and", "in", "not", "is"].includes(peekWord()) ||
      /^(?:==|!=|<=|>=|<|>)/.test(text.slice(tokens.at, tokens.at + 2))
    ) {
      if (!take(NAME)) tokens.at += text[tokens.at + 1] === "=" ? 2 : 1;
      skip(isInBrackets);
      sum(isInBrackets);
      value = unknownFrom(first.span.start);
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
      value = unknownFrom(first.span.start);
    }
    depth--;
    return value;
  }

  function sum(isInBrackets: boolean): StarlarkValue {
    let left = term(isInBrackets);
    for (;;) {
      skip(isInBrackets);
      const operator = text[tokens.at];
      if (operator !== "+" && operator !== "%" && operator !== "*" && operator !== "-" && operator !== "|")
        return left;
      if (text[tokens.at + 1] === "=") return left;
      tokens.at++;
      skip(isInBrackets);
      const right = term(isInBrackets);
      left = {
        data: operate(operator, left.data, right.data),
        span: { start: left.span.start, end: right.span.end },
      };
    }
  }

  function call(): StarlarkCall | null {
    const name = take(NAME);
    skip(false);
    if (!name || text[tokens.at] !== "(") return null;
    tokens.at++;
    const { positional, keywords } = callArguments();
    return {
      name: name[0],
      nameSpan: { start, end: start + name[0].length },
      positional,
      keywords,
      end: tokens.at,
    };
  }

  return { expression, call, at: () => tokens.at };
}
