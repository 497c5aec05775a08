/**
 * What a cursor in a file around a Dockerfile is on, found by the reader itself: an unused name is put there, and in whatever part of
 * a build it comes out, that part is being written. So half-typed files, templates, defaults and scripts need no reader of their own.
 */
import type { Span } from "../dockerfile/source";
import { partsOf } from "./parts";
import type { PartKind, UsePart } from "./parts";
import type { Use } from "./use";

/** The parts at a cursor, all of which are the same text. */
export interface Written {
  readonly parts: readonly UsePart[];
  /** What is replaced, in the text without the unused name. */
  readonly span: Span;
  /** What stands there, with the unused name where the cursor is. */
  readonly before: string;
  readonly behind: string;
  /** What has to be written in front of the new text, and behind it with `$1` where a value goes, so that it can be read. */
  readonly open: string;
  readonly close: string;
}

/** How a word may have to be written at a place, so that a reader sees it. */
interface Form {
  readonly open: string;
  readonly close: string;
  /** What is written in place of `close`, if that makes a name of the word and has a value only so that it can be read. */
  readonly written?: string;
  /** It is written behind what is typed, not in place of it. */
  readonly isBehind?: true;
}

/** What is typed of a word: it may be a name, a path or the name of an image. */
const WORD_CHARACTER = /[\w./:@-]/;
const WORD_BEHIND = /^[\w./@-]*/;
const NAME = /^[^\s"':]*$/;
const PATH = /^[^\n"]*$/;
/** What each part can be: what a reader makes of other text is none. */
const FORMS: Readonly<Record<PartKind, RegExp>> = {
  target: NAME,
  noCacheFilter: NAME,
  inherited: NAME,
  argument: /^\w+$/,
  context: /^[\w./:@-]*[\w./@-]$/,
  contextValue: PATH,
  folder: PATH,
  dockerfile: PATH,
};
const PLAIN: Form = { open: "", close: "" };
const IN_QUOTES: readonly Form[] = [
  { open: '"', close: '"' },
  { open: ' "', close: '"', isBehind: true },
];
const BEHIND_COLON: Form = { open: " ", close: "", isBehind: true };
/** Longer texts are read in one form only: each is a reading of the whole file. */
const LONG = 200_000;

/**
 * The part of a build that is written at `offset` (from 0) of a file's text; null where it is none. `read` gives the uses that have
 * something of the file, if its text were another one.
 */
export function writtenAt(
  file: string,
  text: string,
  offset: number,
  read: (text: string) => readonly Use[],
): Written | null {
  const name = unusedName(text);
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  let typedFrom = before.length;
  while (WORD_CHARACTER.test(before[typedFrom - 1] ?? "")) typedFrom--;
  const typed = before.slice(typedFrom);
  const [rest = ""] = WORD_BEHIND.exec(text.slice(offset)) ?? [];
  const to = offset + rest.length;
  const forms = formsAt(file, before.slice(0, typedFrom), lineBehind(text, to), typed);
  for (const { open, close, written, isBehind } of text.length > LONG ? forms.slice(0, 1) : forms) {
    const from = isBehind ? offset : offset - typed.length;
    const ahead = text.slice(0, from) + open + text.slice(from, offset);
    const probe = ahead + name + rest + close + text.slice(to);
    const at = ahead.length;
    const parts = read(probe).flatMap(use => partsWith(use, name, file));
    const fitting = parts.flatMap(part => {
      const [head = "", tail = ""] = part.text.split(name);
      const isHere = ahead.endsWith(head) && probe.startsWith(tail, at + name.length);
      const isName = part.kind === "argument" || part.kind === "context";
      return isHere && (isName || written === undefined) ? [{ ...part, head, tail }] : [];
    });
    const [first] = fitting;
    if (!first) continue;
    const { head, tail } = first;
    return {
      parts: fitting.filter(part => part.head === head && part.tail === tail),
      span: { start: offset - head.length, end: offset + tail.length },
      before: head,
      behind: tail,
      open,
      close: written ?? close,
    };
  }
  return null;
}

function unusedName(text: string): string {
  let name = "zqxunused";
  while (text.includes(name)) name += "q";
  return name;
}

function lineBehind(text: string, offset: number): string {
  const end = text.indexOf("\n", offset);
  return text.slice(offset, end === -1 ? undefined : end);
}

/** The ways to write a word between the beginning of its line and the rest of it, the likeliest first. */
function formsAt(file: string, before: string, behind: string, typed: string): Form[] {
  const isData = /\.(?:hcl|json)$/.test(file);
  const quote = openQuote(before, behind);
  const isKey =
    (isData || /\.ya?ml$/.test(file)) && /(?:^|[{,])\s*["']?$/.test(before) && !/^["']?\s*[:=]/.test(behind);
  const keyQuote = /["']$/.exec(before)?.[0] ?? "";
  const isClosed = keyQuote !== "" && behind.startsWith(keyQuote);
  return [
    ...(isKey && (isData || !isClosed) ? [keyForm(file, keyQuote, isClosed)] : []),
    quote === "" ? PLAIN : { open: "", close: quote },
    ...(isData && !/["']$/.test(before) ? IN_QUOTES : []),
    ...(typed.endsWith(":") ? [BEHIND_COLON] : []),
    { open: "", close: `=x${quote}`, written: `=$1${quote}` },
  ];
}

/** The quote that is open at the end of a line's beginning and that the rest does not close; empty where there is none. */
function openQuote(before: string, behind: string): string {
  const last = /["'](?=[^"']*$)/.exec(before)?.[0] ?? "";
  const count = before.split(last || '"').length - 1;
  return last !== "" && count % 2 === 1 && !behind.includes(last) ? last : "";
}

/**
 * A word as a key with some value, in the language of the file. `quote` stands in front of it already, and where it stands behind it,
 * too, it ends the value.
 */
function keyForm(file: string, quote: string, isClosed: boolean): Form {
  const end = isClosed ? "" : '"';
  if (file.endsWith(".hcl"))
    return { open: "", close: `${quote} = "${end}`, written: `${quote} = "$1${end}` };
  if (file.endsWith(".json"))
    return { open: quote === "" ? '"' : "", close: `": "${end}`, written: `": "$1${end}` };
  return { open: "", close: `${quote}: ""`, written: `${quote}: ` };
}

/** The parts of a use that are written in a file and have a name in them, if they are what such a part can be. */
function partsWith(use: Use, name: string, file: string): UsePart[] {
  return partsOf(use).filter(
    ({ kind, text, isOpen, place }) =>
      place.file === file && !isOpen && text.split(name).length === 2 && FORMS[kind].test(text),
  );
}
