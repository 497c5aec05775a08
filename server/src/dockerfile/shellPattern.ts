/**
 * The wildcard patterns of `${x#p}`, `${x%p}` and `${x/p/r}`: `*`, `?` and `\` before one of them (spec 4.4; the
 * builder's `frontend/dockerfile/shell/lex.go`).
 */
import { ANY, literally, matchEnds, matchStarts } from "../shared/wildcards";
import type { Wildcard } from "../shared/wildcards";

/**
 * Characters times steps: what costs more is not worked out. No image reference is near as long, and a file may use one
 * pattern thousands of times.
 */
const MOST_WORK = 1 << 18;
/** No result of an expansion is longer: no name and no reference is near as long, and values that use one another may double. */
export const LONGEST_RESULT = 4096;

/** The steps of a pattern, or null where it is invalid: `\` before something else than `*`, `?`, `\`, `}` or `/`. */
function stepsOf(pattern: string): Wildcard[] | null {
  const steps: Wildcard[] = [];
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? "";
    // A second star adds nothing.
    if (char === "*" && steps.at(-1)?.kind === "many") continue;
    if (char === "*") steps.push({ kind: "many", accepts: ANY });
    else if (char === "?") steps.push({ kind: "one", accepts: ANY });
    else if (char !== "\\") steps.push(literally(char));
    else {
      const next = chars[++i];
      if (next === undefined || !"*?\\}/".includes(next)) return null;
      steps.push(literally(next));
    }
  }
  return steps;
}

/** What the builder says of an invalid pattern: it reads that of a suffix from its end. */
export function patternFault(pattern: string, side: "#" | "%" | "/"): string {
  const shown = side === "%" ? reversed(pattern) : pattern;
  const escaped = shown.match(/\\(?:[*?\\}/]|[^]?)/gu)?.find(pair => !/^\\[*?\\}/]$/u.test(pair));
  const reason = `invalid escape '${escaped === "\\" ? "\\\uFFFD" : (escaped ?? "")}'`;
  return `invalid pattern (${shown}) in substitution: ${reason}`;
}

/** The characters in reverse, each with the `\` before it; one at the end comes first, in front of another character. */
function reversed(pattern: string): string {
  return (pattern.match(/\\?[^]/gu) ?? []).reverse().join("");
}

/**
 * `value` without the shortest (or longest) prefix (`#`) or suffix (`%`) that matches; null for an invalid pattern, undefined
 * where it would take too long.
 */
export function trimPattern(
  value: string,
  pattern: string,
  side: "#" | "%",
  greedy: boolean,
): string | null | undefined {
  const steps = stepsOf(side === "%" ? reversed(pattern) : pattern);
  if (steps === null) return null;
  if (value.length * steps.length > MOST_WORK) return undefined;
  const chars = [...value];
  if (side === "%") chars.reverse();
  const ends = matchEnds(steps, chars, 0);
  const end = greedy ? ends.at(-1) : ends[0];
  const kept = chars.slice(end ?? 0);
  return (side === "%" ? kept.reverse() : kept).join("");
}

/**
 * `value` with the first (or every) longest match replaced; null for an invalid pattern, undefined where it would take too long
 * or be too long.
 */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string | null | undefined {
  const steps = stepsOf(pattern);
  if (steps === null) return null;
  if (value.length * steps.length > MOST_WORK) return undefined;
  const chars = [...value];
  const starts = matchStarts(steps, chars);
  let result = "";
  let matched = -1;
  for (let at = 0; at <= chars.length;) {
    if (result.length > Math.max(LONGEST_RESULT, value.length)) return undefined;
    const end = starts[at] ? matchEnds(steps, chars, at).at(-1) : undefined;
    // An empty match just behind another one does not count, as in Go's regular expressions.
    const counts = end !== undefined && (end > at || at !== matched);
    if (counts) {
      if (!all) return result + replacement + chars.slice(end).join("");
      result += filledTemplate(replacement, chars, at, end);
      matched = end;
    }
    if (counts && end > at) at = end;
    else result += chars[at++] ?? "";
  }
  return result;
}

/** `$$`, `$name` and `${name}` in what stands for every match: the builder takes it for a template of Go (`ReplaceAllString`). */
const TEMPLATE = /\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu;

/** A template filled in for the match from `start` to `end`: `$0` is the match, and no other name is known. */
function filledTemplate(template: string, chars: readonly string[], start: number, end: number): string {
  if (!template.includes("$")) return template;
  return template.replace(TEMPLATE, (written, plain?: string, braced?: string) => {
    if (written === "$$") return "$";
    return (plain ?? braced) === "0" ? chars.slice(start, end).join("") : "";
  });
}
