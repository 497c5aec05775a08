/** The patterns of sources and ignore files as Go's `filepath.Match` reads them: `*`, `?`, `[a-c]`, `[^a]`, and `\` before one. */
import { NO_SLASH, literally, matchEnds } from "./wildcards";
import type { Wildcard } from "./wildcards";

/** A character that means itself, or one behind an escape. */
const CHARACTER = String.raw`(?:[^\\\]-]|\\[^])`;
const CLASS = new RegExp(String.raw`\[(\^?)((?:${CHARACTER}(?:-${CHARACTER})?)+)\]`, "uy");
const RANGE = new RegExp(String.raw`(${CHARACTER})(?:-(${CHARACTER}))?`, "gu");

/** The steps of a pattern; null for one without a form: a class without an end or with nothing in it, an escape at the end. */
export function filePattern(pattern: string): Wildcard[] | null {
  const steps: Wildcard[] = [];
  for (let at = 0; at < pattern.length;) {
    const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    if (character === "[") {
      CLASS.lastIndex = at;
      const [whole, not, ranges] = CLASS.exec(pattern) ?? [];
      if (whole === undefined) return null;
      steps.push(classOf(ranges ?? "", not === "^"));
      at += whole.length;
      continue;
    }
    at += character.length;
    if (character === "*") steps.push({ kind: "many", accepts: NO_SLASH });
    else if (character === "?") steps.push({ kind: "one", accepts: NO_SLASH });
    else if (character !== "\\") steps.push(literally(character));
    else {
      const escaped = pattern.codePointAt(at);
      if (escaped === undefined) return null;
      steps.push(literally(String.fromCodePoint(escaped)));
      at += String.fromCodePoint(escaped).length;
    }
  }
  return steps;
}

function classOf(ranges: string, isNegated: boolean): Wildcard {
  const codeOf = (written: string) => written.codePointAt(written.startsWith("\\") ? 1 : 0) ?? 0;
  const pairs = [...ranges.matchAll(RANGE)].map(
    ([, low = "", high = low]) => [codeOf(low), codeOf(high)] as const,
  );
  return {
    kind: "one",
    accepts: character => {
      const code = character.codePointAt(0) ?? 0;
      return character !== "/" && isNegated !== pairs.some(([low, high]) => low <= code && code <= high);
    },
  };
}

/** Whether steps match the whole of a text. */
export function matchesWhole(steps: readonly Wildcard[], text: string): boolean {
  const characters = [...text];
  return matchEnds(steps, characters, 0).at(-1) === characters.length;
}
