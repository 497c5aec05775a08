/** How deeply a text is nested, looked at before it is parsed. */

/** Nobody writes more levels of brackets, or begins a line further to the right. */
const MOST_LEVELS = 250;
const WIDE_START = /^[\t ?-]{1000}[\t ?-]*[^\s]/m;
/** Deeper elements than any manifest has. */
const MOST_ELEMENTS = 100;

/**
 * Whether a text of YAML or JSON may be nested more deeply than people write. Parsers call themselves for each level: at the end of the
 * stack they would throw, or, where a regular expression is first compiled there, V8 ends the whole process. A bracket counts where a
 * value may begin, so those within words and quotes do not; whatever is nested has more of them open, or a line that starts far to the
 * right.
 */
export function isNestedDeeply(text: string): boolean {
  let open = 0;
  let lineStart = 0;
  /** Where the list item or the key begins that the next value is of, in its line; -1 for none. */
  let holder = -1;
  let isStart = true;
  if (WIDE_START.test(text)) return true;
  // Nearly every text has fewer brackets in all.
  if (!hasMoreBrackets(text, MOST_LEVELS)) return false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    const isEnded = /^\s?$/.test(text[at + 1] ?? "");
    if (character === "\n") {
      lineStart = at + 1;
      holder = -1;
      isStart = true;
    } else if (character === " " || character === "\t" || character === "\r") continue;
    // A list in a list, or a key that is a list, begins a value again.
    else if (isStart && "-?".includes(character) && isEnded) holder = at - lineStart;
    else if (isStart && "&!".includes(character)) at = endOfWord(text, at);
    else if ("[{".includes(character)) {
      if (isStart) open++;
      if (open > MOST_LEVELS) return true;
    } else if ("]}".includes(character)) {
      // One that closes nothing is an error, behind which a parser may begin anew.
      isStart = open === 0;
      if (open > 0) open--;
    } else if (isStart && "\"'".includes(character)) {
      at = endOfQuoted(text, at);
      isStart = false;
    } else if (isStart && "|>".includes(character) && open === 0 && holder >= 0)
      at = endOfBlock(text, at, holder);
    else if (open > 0) isStart = ",:".includes(character);
    else {
      if (isStart) holder = at - lineStart;
      isStart = character === ":" && isEnded;
    }
  }
  return false;
}

function hasMoreBrackets(text: string, most: number): boolean {
  let count = 0;
  for (const bracket of "[{")
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1))
      if (++count > most) return true;
  return false;
}

/** The last character before the first line that is no further to the right than what holds a block of text. */
function endOfBlock(text: string, start: number, holder: number): number {
  const lines = /\n([ ]*)(?=[^\s])/g;
  lines.lastIndex = start;
  for (let line = lines.exec(text); line; line = lines.exec(text))
    if ((line[1] ?? "").length <= holder) return line.index - 1;
  return text.length;
}

/** The last character of an anchor or a tag. */
function endOfWord(text: string, start: number): number {
  let at = start;
  while (at + 1 < text.length && !/[\s,[\]{}]/.test(text[at + 1] ?? "")) at++;
  return at;
}

/** The quote that ends a text, or the end of the file. */
function endOfQuoted(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return text.length;
}

/** The same of the elements of an XML text. */
export function isXmlNestedDeeply(text: string): boolean {
  let depth = 0;
  for (const [tag] of text.matchAll(/<\/|<\w|\/>/g)) {
    depth += tag === "</" || tag === "/>" ? -1 : 1;
    if (depth > MOST_ELEMENTS) return true;
  }
  return false;
}
