/** A graph in a Markdown file: inserted once, replaced after that. Pure. */

/** What is replaced in a text, by offsets. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What a graph is of, and as which text. */
export interface MarkdownGraph {
  /** A flowchart that ends with a line feed. */
  readonly mermaid: string;
  /** The path of the Dockerfile, by which its graph is found again. */
  readonly dockerfile: string;
}

/**
 * The change of a Markdown text: where the text has the graph of this Dockerfile already, that is replaced, else it comes after the line
 * of `cursor`, an offset. Comments around it say what it is.
 */
export function withGraph(text: string, cursor: number, { mermaid, dockerfile }: MarkdownGraph): TextChange {
  const eol = text.includes("\r\n") ? "\r\n" : "\n";
  // A comment ends at the first two hyphens.
  const name = dockerfile.replace(
    /-(?=-)|[<>\r\n]/g,
    found => encodeURIComponent(found === "-" ? "" : found) || "%2D",
  );
  const opening = `<!-- stage graph of ${name} -->`;
  const closing = "<!-- end of the stage graph -->";
  const block = [opening, "", "```mermaid", ...mermaid.trimEnd().split("\n"), "```", "", closing].join(eol);
  const start = text.indexOf(opening);
  const end = start === -1 ? -1 : text.indexOf(closing, start);
  if (end !== -1) return { start, end: end + closing.length, text: block };
  const lineEnd = text.indexOf("\n", cursor);
  const at = lineEnd === -1 ? text.length : lineEnd + 1;
  const before = text.slice(0, at);
  const gap = before === "" ? "" : before.endsWith("\n") ? eol : eol + eol;
  const after = at < text.length && !/^\r?\n/.test(text.slice(at, at + 2)) ? eol : "";
  return { start: at, end: at, text: `${gap}${block}${eol}${after}` };
}
