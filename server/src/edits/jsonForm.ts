/** `['npm', “start”]`, which is nearly JSON, written as JSON. */
import type { Instruction } from "../dockerfile/instruction";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toDocument } from "../dockerfile/sourceMap";
import type { TextChange } from "./edit";

/** A string in the quotes of JSON, of other languages, or of a word processor (English and German). */
const QUOTED = String.raw`"[^"\[\]]*"|'[^'\[\]]*'|[“”„][^“”„\[\]]*[“”]|[‘’‚][^‘’‚\[\]]*[‘’]`;
/** A word without quotes: it counts where commas stand around it. */
const BARE = String.raw`[\w./@:=-]+(?=\s*(?:,|\]|$))`;
const ITEM = new RegExp(String.raw`\s*(?:(${QUOTED})(\s*,|\s+(?=["'“”„‘’‚])|)|(${BARE})(\s*,|))`, "y");
const END = /\s*(\]?)$/y;
const CLOSED = /\s*\]/y;

interface Item {
  /** In the text of the line, quotes included. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** Whether a comma stands behind it. */
  readonly hasComma: boolean;
}

/** The items of a list from the offset behind its bracket on, and where they end. */
function itemsAt(text: string, from: number): { items: readonly Item[]; end: number } {
  const items: Item[] = [];
  let at = from;
  for (;;) {
    ITEM.lastIndex = at;
    const match = ITEM.exec(text);
    if (!match || match[0] === "") return { items, end: at };
    const [whole, quoted, behindQuoted, bare = "", behindBare] = match;
    const written = quoted ?? bare;
    const start = at + whole.indexOf(written);
    const value = quoted === undefined ? bare : quoted.slice(1, -1);
    const behind = quoted === undefined ? behindBare : behindQuoted;
    items.push({ start, end: start + written.length, value, hasComma: behind?.endsWith(",") ?? false });
    at += whole.length;
  }
}

/**
 * The values of a list at an offset of a text that is nearly JSON, and where it ends; null where there is none that is closed,
 * or where it may be a test of the shell: `[ 'x' ]`.
 */
export function nearArrayAt(text: string, start: number): { items: readonly string[]; end: number } | null {
  if (text[start] !== "[") return null;
  const { items, end } = itemsAt(text, start + 1);
  CLOSED.lastIndex = end;
  const closed = CLOSED.exec(text);
  if (!closed || (items.length < 2 && /\s/.test(text[start + 1] ?? ""))) return null;
  if (!/^["'“”„‘’‚]/.test(text.slice(items[0]?.start))) return null;
  return { items: items.map(({ value }) => value), end: end + closed[0].length };
}

/**
 * The changes that make JSON of a list in brackets whose quotes or commas are not those of JSON, or of what `CMD` and `ENTRYPOINT`
 * have as a list without brackets, `"a", "b"`; null for anything else: a test of the shell such as `[ -f x ]` is no list, and
 * neither is what is JSON already. Offsets are those of the document.
 */
export function jsonForm(line: LogicalLine, { keyword, text, rest, json }: Instruction): TextChange[] | null {
  if (json !== null) return null;
  // What these run is never a test.
  const isCommand = keyword === "CMD" || keyword === "ENTRYPOINT";
  const isOpen = text[rest.start] === "[";
  if (!isOpen && !isCommand) return null;
  const { items, end: at } = itemsAt(text, isOpen ? rest.start + 1 : rest.start);
  if (!isOpen && !isQuotedList(text, items)) return null;
  END.lastIndex = at;
  const end = END.exec(text.slice(0, rest.end));
  const last = items.at(-1);
  // A single word may be a test of the shell; in quotes that no shell knows, it is none.
  if (!end || !last || (items.length === 1 && !/[“”„‘’‚]/.test(text) && !isCommand)) return null;
  return items.flatMap((item, index) => {
    const { start, value, hasComma } = item;
    const isLast = index === items.length - 1;
    const written =
      (!isOpen && index === 0 ? "[" : "") +
      JSON.stringify(value) +
      (!isLast && !hasComma ? "," : "") +
      (isLast && end[1] === "" ? "]" : "");
    // A comma behind the last one goes.
    const stop = isLast && hasComma ? text.indexOf(",", item.end) + 1 : item.end;
    if (written === text.slice(start, stop)) return [];
    return [{ span: toDocument(line, { start, end: stop }), text: written }];
  });
}

/** Whether items are several strings in quotes with a comma behind each but the last. */
function isQuotedList(text: string, items: readonly Item[]): boolean {
  return (
    items.length > 1 &&
    items.every(
      ({ start, hasComma }, index) =>
        /["'“”„‘’‚]/.test(text[start] ?? "") && (hasComma || index === items.length - 1),
    )
  );
}
