/** Expressions of HCL, as bake evaluates them, and the file that holds them. No parser is known here: HCL and JSON are read into these. */
import type { Span } from "../../dockerfile/source";
import type { HoleValue } from "../encoding/hclText";
import type { InlineText } from "../encoding/inlineText";

/** An expression; spans count in its file, and `writing` is that of a text. What could not be read is `unknown`. */
export type Expression = { readonly span: Span; readonly writing?: Writing } & (
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  | { readonly kind: "template"; readonly parts: readonly Expression[] }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: "variable"; readonly name: string }
  | {
      readonly kind: "call";
      readonly name: string;
      readonly args: readonly Expression[];
      readonly isSpread: boolean;
    }
  | { readonly kind: "tuple"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly ObjectEntry[] }
  | { readonly kind: "for"; readonly loop: Loop }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "splat"; readonly of: Expression; readonly keys: readonly Expression[] }
  | { readonly kind: "unknown" }
);

/** How a text is written in its file, with what the expressions at its holes come to. */
export type Writing = (valueOf: (fill: Expression) => HoleValue) => InlineText | null;

export interface ObjectEntry {
  readonly key: Expression;
  /** Without quotes. */
  readonly keySpan: Span;
  readonly value: Expression;
}

/** `[for k, v in list : value if test]`, `{for … : key => value}`, and `%{ for … }` in a template. */
export interface Loop {
  readonly index: string | null;
  readonly item: string;
  readonly over: Expression;
  /** Null in a list. */
  readonly key: Expression | null;
  readonly value: Expression;
  readonly test: Expression | null;
  /** The values are joined to a text. */
  readonly isTemplate: boolean;
  /** Values of one key are gathered in a list. */
  readonly isGrouped: boolean;
}

export interface Attribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** A block with its attributes: `target "name" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  /** The head, from the type to the end of the last label. */
  readonly span: Span;
  /** The label without quotes; the type where there is none. */
  readonly labelSpan: Span;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** A file of bake. */
export interface BakeFile {
  readonly path: string;
  readonly blocks: readonly Block[];
  /** Attributes outside of blocks, which are variables. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly isBroken: boolean;
}

/** Where a value is written: without the quotes of a plain text. */
export function contentSpan({ kind, span, ...rest }: Expression, text: string): Span {
  const isQuoted =
    kind === "template" || (kind === "literal" && "value" in rest && typeof rest.value === "string");
  return isQuoted && text[span.start] === '"' ? { start: span.start + 1, end: span.end - 1 } : span;
}
