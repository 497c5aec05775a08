/**
 * One pattern of an ignore file, as the builder translates it into a regular expression (moby's `patternmatcher`), but matched
 * in linear time.
 */
import { ANY, NO_SLASH, literally } from "./wildcards";
import type { Accepts, Wildcard } from "./wildcards";

/** What a pattern matches; null where the builder's regular expressions, or ours, do not take it. */
export function compilePattern(pattern: string): Wildcard[][] | null {
  const [, start, plain = "", end] = /^(\*\*)?([^*?[\]\\]*)(\*\*)?$/.exec(pattern) ?? [];
  const text = [...plain].map(literally);
  if (start !== undefined && end === undefined) return endingIn(plain);
  if (start === undefined && (end !== undefined || plain === pattern))
    return [end === undefined ? text : [...text, REST]];
  const expression = toExpression(pattern);
  return expression === null ? null : alternativesOf(expression);
}

const REST: Wildcard = { kind: "many", accepts: ANY };

/** `**` and plain text after it: `**` + `/name` is a name in any folder, `**name` whatever ends so. */
function endingIn(end: string): Wildcard[][] {
  const text = [...end].map(literally);
  return end.startsWith("/") ? [[REST, ...text], text.slice(1)] : [[REST, ...text]];
}

/**
 * The steps of an expression of {@link toExpression}, for each alternative between `|`; null where a class in it has no
 * form. As in the builder's, `^` and `$` belong to the first and the last alternative alone.
 */
function alternativesOf(expression: string): Wildcard[][] | null {
  const alternatives: Wildcard[][] = [[]];
  const parts = expression.matchAll(
    /(\(\?:\.\*\/\)\?)|(\.|\[(?:\\[^]|[^\]\\])*[^]?)(\*?)|(\|)|(\^)|\\?([^])/gu,
  );
  for (const [, folders, one, many, or, start, literal = ""] of parts) {
    const steps = alternatives.at(-1) ?? [];
    if (or !== undefined) {
      steps.push(REST);
      alternatives.push([REST]);
    } else if (folders !== undefined) steps.push({ kind: "folders" });
    else if (start !== undefined) steps.push({ kind: "start" });
    else if (one === undefined) steps.push(literally(literal));
    else {
      const accepts = acceptsOf(one);
      if (!accepts) return null;
      steps.push({ kind: many === "*" ? "many" : "one", accepts });
    }
  }
  return alternatives;
}

/** The characters of `.` or of a class. The class alone is made into an expression, which is held against one character. */
function acceptsOf(source: string): Accepts | null {
  if (source === ".") return ANY;
  if (source === "[^/]") return NO_SLASH;
  try {
    const expression = new RegExp(`^${source}$`, "u");
    return character => expression.test(character);
  } catch {
    return null;
  }
}

/**
 * The regular expression of a pattern. The builder's translation does not know that it is in a class: `*` and `?` in one
 * end it. A class by name, an escaped letter and a count in braces mean something of their own to its expressions: nobody
 * means that in an ignore file, so they are null.
 */
function toExpression(pattern: string): string | null {
  let expression = "";
  let inClass = false;
  const parts = pattern.matchAll(/\*\*(\/)?|\\[^]|[^]/gu);
  for (const { 0: part, index } of parts) {
    const [first = "", second = ""] = part;
    if (part.startsWith("**")) {
      const rest = index + part.length < pattern.length;
      expression += inClass ? "(.*/)?" : rest ? "(?:.*/)?" : ".*";
    } else if (part === "*" || part === "?") {
      expression += `[^/]${part === "*" ? "*" : ""}`;
      inClass = false;
    } else if (first === "\\") {
      if (/[a-z0-9\P{ASCII}]/iu.test(second)) return null;
      expression += literal(second, inClass);
    } else if (first === "[") {
      if (inClass && pattern[index + 1] === ":") return null;
      expression += inClass ? "\\[" : "[";
      inClass = true;
    } else if (first === "]") {
      expression += inClass ? "]" : "\\]";
      inClass = false;
    } else if (first === "{" && /^\{\d+(?:,\d*)?\}/.test(pattern.slice(index))) return null;
    else expression += isRaw(first, inClass) ? first : literal(first, inClass);
  }
  return expression;
}

/** What the builder leaves to its expressions as it stands, meant or not. */
function isRaw(character: string, inClass: boolean): boolean {
  return character === "^" || character === (inClass ? "-" : "|");
}

function literal(character: string, inClass: boolean): string {
  return /[$()*+./?[\\\]^{|}]/.test(character) || (inClass && character === "-")
    ? `\\${character}`
    : character;
}
