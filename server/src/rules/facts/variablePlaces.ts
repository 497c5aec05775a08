/** Where a text uses its variables. */

/**
 * Answers the offset of a name, without `$` and braces, where a text first uses it; null where it does not. Behind a name in
 * braces none of the characters of `but` may stand: `:-` leaves out `${X:-y}`. The text is read once, when first asked about.
 */
export function variablePlaces(text: string, but = ""): (name: string) => number | null {
  let places: Map<string, number> | null = null;
  const read = () => {
    const found = new Map<string, number>();
    for (const { 0: use, 1: brace, 2: name = "", index } of text.matchAll(/\$(\{?)([\p{L}\p{Nd}_]+)/gu)) {
      const end = index + use.length;
      const isLeftOut = brace === "{" && end < text.length && but.includes(text.charAt(end));
      if (!isLeftOut && !found.has(name)) found.set(name, end - name.length);
    }
    return found;
  };
  return name => (places ??= read()).get(name) ?? null;
}
