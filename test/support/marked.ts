/**
 * Fixtures as they read best: a Dockerfile with marks in it. The marks are taken out before the text is read, so they
 * never stand between a directive and the first line, or in a continuation.
 *
 * - `<|>` is a cursor.
 * - `«name:text»` is a stretch with a name.
 * - A line of `#`, spaces and carets below another one says something of what the carets point at:
 *   `#    ^^^^ Rule: message`. The `#` takes the first column, so `#<^^^^` points at a stretch that begins there.
 */
import type { Span } from "../../server/src/dockerfile/source";

const CURSOR = "<|>";
const STRETCH = /«([^:«»]+):([^«»]*)»/;
const NOTE = /^#(<| *)(\^+)(?: (.*?))?\r?$/;

/** What a line of carets says. */
export interface Note {
  readonly span: Span;
  /** The words after the carets. */
  readonly text: string;
}

export interface Marked {
  readonly text: string;
  /** By name, what `«name:…»` stood around. */
  readonly spans: ReadonlyMap<string, Span>;
  /** In the order of their lines. */
  readonly notes: readonly Note[];
}

/** The text without its one `<|>`, and where that stood. */
export function cursor(marked: string): { text: string; offset: number } {
  const parts = marked.split(CURSOR);
  if (parts.length !== 2) throw new Error(`One ${CURSOR} is wanted, not ${parts.length - 1}.`);
  return { text: parts.join(""), offset: parts[0]?.length ?? 0 };
}

/** The text without its `«name:…»` and its lines of carets, and what they mark. */
export function marked(markedText: string): Marked {
  const { text, notes } = takeNotes(markedText);
  const spans = new Map<string, Span>();
  let rest = text;
  for (let match = STRETCH.exec(rest); match; match = STRETCH.exec(rest)) {
    const [whole, name = "", inner = ""] = match;
    if (spans.has(name)) throw new Error(`«${name}:…» stands twice.`);
    spans.set(name, { start: match.index, end: match.index + inner.length });
    rest = rest.slice(0, match.index) + inner + rest.slice(match.index + whole.length);
  }
  if (/[«»]/.test(rest)) throw new Error(`A « or a » is left over in ${JSON.stringify(rest)}.`);
  if (spans.size > 0 && notes.length > 0) throw new Error("Carets do not point where «…» stand as well.");
  return { text: rest, spans, notes };
}

function takeNotes(markedText: string): { text: string; notes: Note[] } {
  const notes: Note[] = [];
  let text = "";
  let above = 0;
  for (const line of markedText.split(/(?<=\n)/)) {
    const match = NOTE.exec(line.replace(/\n$/, ""));
    if (match) {
      const [, indent = "", carets = "", words = ""] = match;
      const start = above + (indent === "<" ? 0 : 1 + indent.length);
      const end = start + carets.length;
      if (text === "" || end > text.replace(/\r?\n$/, "").length)
        throw new Error(`Carets point at nothing: ${line}`);
      notes.push({ span: { start, end }, text: words });
    } else {
      above = text.length;
      text += line;
    }
  }
  return { text, notes };
}
