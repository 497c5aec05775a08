/** The arguments of a function of make. */

/** The arguments of a function: the commas in brackets part none. */
export function splitArguments(text: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at <= text.length; at++) {
    const char = text[at] ?? ",";
    if (char === "(" || char === "{") depth++;
    else if (char === ")" || char === "}") depth--;
    else if (char === "," && (depth === 0 || at === text.length)) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return found;
}
