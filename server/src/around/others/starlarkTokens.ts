/** A place in a Starlark text that moves over one token after another. */

/** What a literal text looks like; its groups are what stands between the quotes. */
export const STRING =
  /[rbf]{0,2}(?:"""([^]*?)"""|'''([^]*?)'''|"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)')/y;
export const NAME = /[A-Za-z_]\w*/y;
const SPACE = /(?:[ \t\r\n]|#[^\n]*|\\\r?\n)+/y;
const LINE_SPACE = /(?:[ \t]|\\\r?\n)+/y;
export const NUMBER = /\d+(?:\.\d+)?/y;

/** Reads tokens from an offset on. */
export interface Tokens {
  /** The offset of what comes next. */
  at: number;
  /** Moves over what a sticky pattern finds here; null where it finds nothing. */
  readonly take: (pattern: RegExp) => RegExpExecArray | null;
  /** Moves over white space and comments; in brackets over the ends of lines, too. */
  readonly skip: (isInBrackets: boolean) => void;
  /** The name that stands here; empty where none does. */
  readonly peekWord: () => string;
  /** Moves over a word, if it stands here. */
  readonly takeWord: (word: string) => boolean;
}

/** The tokens of a text from an offset on. */
export function tokensOf(text: string, start: number): Tokens {
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = tokens.at;
    const match = pattern.exec(text);
    if (match) tokens.at += match[0].length;
    return match;
  };
  const peekWord = (): string => {
    NAME.lastIndex = tokens.at;
    return NAME.exec(text)?.[0] ?? "";
  };
  const tokens: Tokens = {
    at: start,
    take,
    skip: isInBrackets => void take(isInBrackets ? SPACE : LINE_SPACE),
    peekWord,
    takeWord: word => {
      if (peekWord() !== word) return false;
      tokens.at += word.length;
      return true;
    },
  };
  return tokens;
}
