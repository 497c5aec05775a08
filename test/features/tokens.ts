/** Semantic tokens as a client reads them. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import { TOKENS_LEGEND } from "../../server/src/features/capabilities";

export interface ReadToken {
  readonly line: number;
  readonly character: number;
  readonly length: number;
  readonly text: string;
  readonly type: string;
  readonly modifiers: readonly string[];
}

/** The tokens that the numbers of an answer say. */
export function readTokens(document: TextDocument, data: readonly number[]): ReadToken[] {
  const tokens: ReadToken[] = [];
  let line = 0;
  let character = 0;
  for (let i = 0; i < data.length; i += 5) {
    const [lines = 0, characters = 0, length = 0, type = -1, modifiers = 0] = data.slice(i, i + 5);
    character = lines === 0 ? character + characters : characters;
    line += lines;
    const start = document.offsetAt({ line, character });
    tokens.push({
      line,
      character,
      length,
      text: document.getText().slice(start, start + length),
      type: TOKENS_LEGEND.tokenTypes[type] ?? "none",
      modifiers: TOKENS_LEGEND.tokenModifiers.filter((_, bit) => (modifiers >> bit) & 1),
    });
  }
  return tokens;
}
