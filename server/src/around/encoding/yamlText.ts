/** Scalars of YAML as texts that can be changed in place. */
import type { Decoded } from "./decoded";
import type { InlineText, Spot } from "./inlineText";
import { encodeJsonString } from "./jsonString";
import { decodeBlock, decodeFlow } from "./yamlScalar";
import type { BlockStyle, FlowStyle } from "./yamlScalar";

/** What YAML does not take without an escape, and what ends a line of it. */
const UNPRINTABLE = /[^\t\n\x20-\x7e\xa0-\ud7ff\ud800-\udfff\ue000-\ufefe\uff00-\ufffd]/;
/** What may be part of plain text wherever that stands. */
const PLAIN = /^[\w ./=@$-]*$/;

/** A block whose lines begin at `start`. */
export function blockText(source: string, start: number, style: BlockStyle): InlineText {
  const decoded = decodeBlock(source, start, style);
  const { indent, end } = decoded;
  const newline = source[source.indexOf("\n", start) - 1] === "\r" ? "\r\n" : "\n";
  return {
    source,
    decoded,
    filled: [],
    span: { start, end },
    isBlock: true,
    encode: (text, spot) =>
      UNPRINTABLE.test(text)
        ? null
        : indented(text, spot, source, " ".repeat(indent), style.isFolded ? newline + newline : newline),
    again: changed => blockText(changed, start, style),
  };
}

/** A scalar in quotes or a plain one, whose text begins at `start` and, where it is plain, ends at `end`; null where nothing closes it. */
export function flowText(source: string, start: number, style: FlowStyle, end: number): InlineText | null {
  const decoded: Decoded | null = decodeFlow(source, start, style, style === "plain" ? end : source.length);
  if (!decoded) return null;
  return {
    source,
    decoded,
    filled: [],
    span: { start, end: decoded.starts.at(-1) ?? start },
    isBlock: false,
    encode: text => encodeFlow(text, style),
    again: (changed, move) => {
      const other = flowText(changed, start, style, move(end));
      return other && (style !== "plain" || isPlainStill(changed.slice(start, move(end)))) ? other : null;
    },
  };
}

function encodeFlow(text: string, style: FlowStyle): string | null {
  if (style === "double") return encodeJsonString(text);
  if (text.includes("\n") || UNPRINTABLE.test(text)) return null;
  if (style === "single") return text.replaceAll("'", "''");
  return PLAIN.test(text) ? text : null;
}

/** Whether a changed plain scalar is none of another type, and no longer ends or begins with white space. */
function isPlainStill(text: string): boolean {
  return /^[A-Za-z]+\s+\S/.test(text) && !/\s$/.test(text);
}

/**
 * Lines of a block with the white space that each of its lines begins with. Empty lines have none; a line of the file that was
 * shorter gets what it lacks.
 */
export function indented(
  text: string,
  { at, isLineStart, isLineEnd }: Spot,
  source: string,
  indent: string,
  newline: string,
): string {
  const column = at - (source.lastIndexOf("\n", at - 1) + 1);
  const lines = text.split("\n");
  return lines
    .map((line, index) => {
      const hasContent = line !== "" || (index === lines.length - 1 && !isLineEnd);
      if (!hasContent) return line;
      return index > 0 ? indent + line : isLineStart ? indent.slice(column) + line : line;
    })
    .join(newline);
}
