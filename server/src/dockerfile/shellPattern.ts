/**
 * The wildcard patterns of `${x#p}`, `${x%p}` and `${x/p/r}`: `*`, `?` and `\` before one of them (spec 4.4; the
 * builder's `frontend/dockerfile/shell/lex.go`). Matched by hand, not by a regular expression made from the file's text,
 * so that no pattern can make the server slow.
 */

type Token = { any: true } | { one: true } | { char: string };

/** Longer values are left as they are: no image reference is near as long. Searching in one is quadratic. */
const LONGEST_TRIMMED = 4096;
const LONGEST_SEARCHED = 512;

/** The tokens of a pattern, or null where it is invalid: `\` before something else than `*`, `?`, `\`, `}` or `/`. */
function tokens(pattern: string): Token[] | null {
  const list: Token[] = [];
  const chars = [...pattern];
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i] ?? "";
    if (char === "*") list.push({ any: true });
    else if (char === "?") list.push({ one: true });
    else if (char !== "\\") list.push({ char });
    else {
      const next = chars[++i];
      if (next === undefined || !"*?\\}/".includes(next)) return null;
      list.push({ char: next });
    }
  }
  return list;
}

/** Every end of a match of `list` that begins at `start`, ascending: one pass over the text, no backtracking. */
function matchEnds(list: readonly Token[], chars: readonly string[], start: number): number[] {
  let ends = [start];
  for (const token of list) {
    const next: number[] = [];
    if ("any" in token) for (let end = ends[0] ?? start; end <= chars.length; end++) next.push(end);
    else {
      for (const end of ends)
        if (end < chars.length && ("one" in token || chars[end] === token.char)) next.push(end + 1);
    }
    if (next.length === 0) return [];
    ends = next;
  }
  return ends;
}

/** `value` without the shortest (or longest) prefix (`#`) or suffix (`%`) that matches; null for an invalid pattern. */
export function trimPattern(value: string, pattern: string, side: "#" | "%", greedy: boolean): string | null {
  const list = tokens(pattern);
  if (list === null) return null;
  if (value.length > LONGEST_TRIMMED) return value;
  const chars = [...value];
  if (side === "%") {
    chars.reverse();
    list.reverse();
  }
  const ends = matchEnds(list, chars, 0);
  const end = greedy ? ends.at(-1) : ends[0];
  const kept = chars.slice(end ?? 0);
  return (side === "%" ? kept.reverse() : kept).join("");
}

/** `value` with the first (or every) longest match replaced; null for an invalid pattern. */
export function replacePattern(
  value: string,
  pattern: string,
  replacement: string,
  all: boolean,
): string | null {
  const list = tokens(pattern);
  if (list === null) return null;
  if (value.length > LONGEST_SEARCHED) return value;
  const chars = [...value];
  let result = "";
  let matched = -1;
  for (let at = 0; at <= chars.length;) {
    const end = matchEnds(list, chars, at).at(-1);
    // An empty match just behind another one does not count, as in Go's regular expressions.
    const counts = end !== undefined && (end > at || at !== matched);
    if (counts) {
      result += replacement;
      if (!all) return result + chars.slice(end).join("");
      matched = end;
    }
    if (counts && end > at) at = end;
    else result += chars[at++] ?? "";
  }
  return result;
}
