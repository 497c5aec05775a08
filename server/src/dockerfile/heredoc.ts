/** Which heredocs a logical line announces (spec 6.4; the builder's `frontend/dockerfile/parser/parser.go`). */
import type { Instruction } from "./instruction";
import { expand } from "./shellLexer";
import type { Span } from "./source";

/** What the line says of a heredoc whose body follows. */
export interface HeredocStart {
  /** The line that ends the body, without quotes. */
  readonly name: string;
  /** `<<-`: leading tabs are no part of the body and of its last line. */
  readonly chomp: boolean;
  /** No part of the name is quoted. */
  readonly expands: boolean;
}

const HEREDOC_INSTRUCTIONS = new Set(["ADD", "COPY", "RUN"]);
const HEREDOC_WORD = /^\d*<<(-?)([^<]*)$/;
// The builder's word scanner uses `\` here, whatever `# escape=` says.
const ESCAPE = "\\";

/** The heredocs of an instruction in the order of their bodies; none in the JSON form or where quotes do not match. */
export function heredocStarts(instruction: Instruction): HeredocStart[] {
  const holder = instruction.trigger ?? instruction;
  if (!instruction.text.includes("<<") || !HEREDOC_INSTRUCTIONS.has(holder.keyword)) return [];
  if (Array.isArray(holder.json)) return [];
  const { words } = expand(instruction.text, () => undefined, {
    escape: ESCAPE,
    rawQuotes: true,
    rawEscapes: true,
    keepUnset: true,
  });
  return words.flatMap(toHeredoc);
}

function toHeredoc(word: string): HeredocStart[] {
  const match = HEREDOC_WORD.exec(word);
  const marker = match?.[2]?.trimStart();
  if (!match || !marker) return [];
  const { words } = expand(marker, () => undefined, { escape: ESCAPE, keepUnset: true });
  const [name] = words;
  return name !== undefined && words.length === 1
    ? [{ name, chomp: match[1] === "-", expands: name === marker.trim() }]
    : [];
}

/** The word that announces each heredoc of an instruction (`<<EOF`), in the text of the instruction and in their order. */
export function heredocWords({ text }: Instruction, heredocs: readonly { readonly name: string }[]): Span[] {
  let from = 0;
  return heredocs.flatMap(({ name }) => {
    for (const match of text.slice(from).matchAll(/<<-?[ \t]*((?:"[^"]*"|'[^']*'|\\.|[^\s<"'\\])+)/g)) {
      if (match[1]?.replace(/["'\\]/g, "") !== name.replace(/["'\\]/g, "")) continue;
      const start = from + match.index;
      from = start + match[0].length;
      return [{ start, end: from }];
    }
    return [];
  });
}
