/** Text of a file, as it is shown to a person. */

/** What would break a line, turn its direction or show as nothing: controls, marks of direction, halves of characters. */
const UNSHOWABLE = /[\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A text on one line, white space as single spaces, cut after `longest` characters. */
export function oneLine(text: string, longest: number): string {
  // What is cut off need not be looked at: a text may be as long as a line of a file.
  const line = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, " ")
    .replace(UNSHOWABLE, "\ufffd")
    .trim();
  const characters = [...line];
  const isCut = characters.length > longest || text.length > 4 * longest;
  return isCut ? `${characters.slice(0, longest).join("").trimEnd()}…` : line;
}
