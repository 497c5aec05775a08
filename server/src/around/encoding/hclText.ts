/** Texts of HCL as texts that can be changed in place. */
import type { Span } from "../../dockerfile/source";
import { decodeHcl } from "./hclTemplate";
import type { HclStyle, Hole } from "./hclTemplate";
import type { InlineText } from "./inlineText";
import { encodeJsonString } from "./jsonString";
import { indented } from "./yamlText";

/** How a text is written: what stands in it, and its holes. */
export interface HclWriting {
  readonly body: Span;
  readonly holes: readonly Hole[];
  readonly style: HclStyle;
  /** The word that ends a heredoc; empty for a text in quotes. */
  readonly delimiter: string;
}

/** What is filled in at a hole. */
export interface HoleValue {
  readonly text: string;
  readonly isOpen: boolean;
}

/** A text with `values` in its holes. */
export function hclText(source: string, writing: HclWriting, values: readonly HoleValue[]): InlineText {
  const { body, holes, style, delimiter } = writing;
  const decoded = decodeHcl(
    source,
    body,
    holes,
    style,
    values.map(({ text }) => text),
  );
  return {
    source,
    decoded,
    filled: decoded.holes.map((span, index) => ({ span, isOpen: values[index]?.isOpen ?? true })),
    span: body,
    isBlock: style !== "quoted",
    encode: (text, spot) =>
      style === "quoted"
        ? escapeHcl(encodeJsonString(text)).replace(/\\([bf])/g, (_, char) =>
            char === "b" ? "\\u0008" : "\\u000c",
          )
        : indented(escapeHcl(text), spot, source, decoded.indent, "\n"),
    again: (changed, move) => {
      const there = ({ start, end }: Span): Span => ({ start: move(start), end: move(end) });
      const other: HclWriting = {
        body: { start: body.start, end: move(body.end) },
        holes: holes.map(hole => ({ ...hole, span: there(hole.span) })),
        style,
        delimiter,
      };
      return isWhole(changed, other) ? hclText(changed, other, values) : null;
    },
  };
}

/** A text in which nothing is filled in, as it is written in a template. */
export function escapeHcl(text: string): string {
  return text.replaceAll("${", "$$$${").replaceAll("%{", "%%{");
}

/** Whether a text is read to its end, with no other holes than it has. */
function isWhole(source: string, { body, holes, style, delimiter }: HclWriting): boolean {
  if (style !== "quoted" && source[body.end - 1] !== "\n") return false;
  const ends = [...holes.map(({ span }) => span.start), body.end];
  const starts = [body.start, ...holes.map(({ span }) => span.end)];
  return starts.every((start, index) => {
    const raw = source.slice(start, ends[index]);
    // The grammar does not read a dollar in front of an escaped opening as HCL does.
    if (/\$\$\$\{|%%%\{/.test(raw)) return false;
    if (style !== "quoted") {
      const lines = raw.split("\n");
      return (
        !OPENING.test(raw.replace(ESCAPED_OPENING, "")) && !lines.some(line => line.trim() === delimiter)
      );
    }
    const plain = raw.replace(/\\[^]/g, "").replace(ESCAPED_OPENING, "");
    return !OPENING.test(plain) && !/["\n\\]/.test(plain);
  });
}

const OPENING = /[$%]\{/;
const ESCAPED_OPENING = /\$\$\{|%%\{/g;
