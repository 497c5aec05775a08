/** Words that differ by one slip of the keyboard. */

/** A letter more, a letter less, another letter, or two neighbours that changed places. */
export function isOneSlip(a: string, b: string): boolean {
  if (a.length !== b.length) return isOneMore(a, b) || isOneMore(b, a);
  const at = [...a].findIndex((char, index) => char !== b[index]);
  const isSwapped = a.charAt(at) + a.charAt(at + 1) === b.charAt(at + 1) + b.charAt(at);
  return a.slice(at + 1) === b.slice(at + 1) || (isSwapped && a.slice(at + 2) === b.slice(at + 2));
}

function isOneMore(longer: string, shorter: string): boolean {
  return [...longer].some((_, at) => longer.slice(0, at) + longer.slice(at + 1) === shorter);
}
