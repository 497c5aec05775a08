/** Texts in which variables are filled in. */
import type { Span } from "../../dockerfile/source";
import type { Decoded } from "./decoded";
import { createDecoder, throughBoth } from "./decoded";
import type { Filled, InlineText } from "./inlineText";

/** What a part of a text comes to. */
export interface Expansion {
  readonly span: Span;
  readonly text: string;
  /** It may be anything, because no file gives the variable. */
  readonly isOpen: boolean;
  /** It is a variable, not another character that is written in this way. */
  readonly isVariable: boolean;
}

/** A text with what its variables come to. */
export interface FilledText {
  readonly decoded: Decoded;
  readonly filled: readonly Filled[];
}

/** A language in which a text is a template. */
export interface TemplateLanguage {
  /** The text that a template comes to, which is decoded from that; null where it is none. */
  readonly decode: (template: string) => FilledText | null;
  /** Writes text in which nothing is filled in. */
  readonly escape: (text: string) => string;
}

/** A text as the template that it is. */
export function filledText(inner: InlineText, language: TemplateLanguage): InlineText | null {
  const found = language.decode(inner.decoded.text);
  if (!found) return null;
  return {
    ...inner,
    decoded: throughBoth(found.decoded, inner.decoded),
    filled: found.filled,
    encode: (text, spot) => inner.encode(language.escape(text), spot),
    again: (source, move) => {
      const other = inner.again(source, move);
      return other && filledText(other, language);
    },
  };
}

/** A text with what some of its parts come to. */
export function expanded(text: string, expansions: readonly Expansion[]): FilledText {
  const decoder = createDecoder(text);
  const filled: Filled[] = [];
  let at = 0;
  for (const { span, text: value, isOpen, isVariable } of expansions) {
    decoder.same(at, span.start);
    const start = decoder.length();
    decoder.put(value, span.start, span.end);
    if (isVariable) filled.push({ span: { start, end: decoder.length() }, isOpen });
    at = span.end;
  }
  decoder.same(at, text.length);
  return { decoded: decoder.done(text.length), filled };
}
