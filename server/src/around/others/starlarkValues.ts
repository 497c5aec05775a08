/** What operators and methods of Starlark make of values. */
import { hasOpen, isList, isMap, isOpen, openData, shownText, textOf } from "../bake/data";
import type { Data } from "../bake/data";
import { joinTexts } from "../bake/evaluate";

/** What is left of an expression that cannot be evaluated: a word, which nothing reads as quotes or brackets. */
export function openCode(code: string): Data {
  return openData(
    `$(${code
      .trim()
      .replace(/[^\w.]+/g, "_")
      .slice(0, 100)})`,
  );
}

/** What an operator makes of two values; open where that is not known. */
export function operate(operator: string, left: Data, right: Data): Data {
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

/** What a method of a value answers; `written` where nothing is known of it. */
export function callMethod(
  of: Data,
  method: string,
  positional: readonly { readonly data: Data }[],
  keywords: ReadonlyMap<string, { readonly data: Data }>,
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

/** The text of a string literal whose escapes are `raw`. */
export function unescape(raw: string): string {
  return raw.replace(/\\(\r?\n|[^])/g, (_, char: string) =>
    /\n/.test(char) ? "" : char === "n" ? "\n" : char === "t" ? "\t" : char,
  );
}
