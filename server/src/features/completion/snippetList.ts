/** The snippets of this extension, read from its files, with what the stage model says of each. */
import { toDocument } from "../../dockerfile/sourceMap";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import { analyzeText } from "../../stages/analysis/analyze";
import { expandSnippet, readSnippetText } from "./snippetText";
import type { Piece } from "./snippetText";
import { CONVENTIONAL_NAMES } from "./stageName";

/** Where a snippet can stand: in place of a file, where a stage can begin, in a stage, … */
export type SnippetKind = "file" | "stage" | "argument" | "instruction" | "comment";

export interface Snippet {
  /** `ms-…`, by which it is found and inserted. */
  readonly name: string;
  /** One sentence, without its full stop. */
  readonly description: string;
  readonly kind: SnippetKind;
  readonly pieces: readonly Piece[];
  /** The tab stop that means an earlier stage of the file, and its default; null where there is none. */
  readonly earlier: NamedStop | null;
  /** The tab stops that are names of stages which the snippet begins. */
  readonly names: readonly NamedStop[];
}

export interface NamedStop {
  readonly number: number;
  readonly name: string;
}

/** What stands above an instruction while it is read by itself. */
const IN_STAGE = "FROM scratch\n";

/**
 * Reads a file of snippets as VS Code has them: an object of `{ description, body, isFileTemplate? }` by name. Throws where
 * the text is no JSON; leaves out what is no snippet.
 */
export function readSnippets(json: string): Snippet[] {
  return Object.entries((JSON.parse(json) ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    const { description, body, isFileTemplate } = (value ?? {}) as Record<string, unknown>;
    if (typeof description !== "string" || !Array.isArray(body)) return [];
    const pieces = readSnippetText(body.join("\n"));
    return [{ name, description, pieces, ...meaningOf(pieces, isFileTemplate === true) }];
  });
}

/** What a snippet is, by the model of its text. */
function meaningOf(pieces: readonly Piece[], isFile: boolean): Pick<Snippet, "kind" | "earlier" | "names"> {
  const { text, stops } = expandSnippet(pieces);
  const kind = isFile ? "file" : kindOf(analyzeText(text).model.file.lines[0]);
  const above = kind === "instruction" ? IN_STAGE : "";
  const { stages, references } = analyzeText(above + text).model;
  const stopAt = (line: LogicalLine, span: Span, name: string): NamedStop[] => {
    const { start, end } = toDocument(line, span);
    const stop = stops.find(
      other => other.start === start - above.length && other.end === end - above.length,
    );
    return stop ? [{ number: stop.number, name }] : [];
  };
  // A name that no stage of the snippet has, and that stages usually have: the file's own stage is meant.
  const earlier = references
    .filter(({ to, text }) => !isFile && to === "image" && CONVENTIONAL_NAMES.includes(text))
    .flatMap(({ line, span, text }) => stopAt(line, span, text));
  const names = stages.flatMap(({ line, nameWord, name }) =>
    nameWord ? stopAt(line, nameWord.span, name) : [],
  );
  return { kind, earlier: earlier[0] ?? null, names };
}

function kindOf(first: LogicalLine | undefined): SnippetKind {
  switch (first?.instruction.keyword) {
    case undefined:
      return "comment";
    case "FROM":
      return "stage";
    case "ARG":
      return "argument";
    default:
      return "instruction";
  }
}
