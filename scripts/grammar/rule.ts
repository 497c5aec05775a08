/** The shape of a TextMate grammar, and the pieces of patterns that many rules share. */

export type Captures = Readonly<
  Record<string, { readonly name?: string; readonly patterns?: readonly Rule[] }>
>;

/** A rule of a grammar. Patterns are Oniguruma's; a line that is read ends in `\n`. */
export interface Rule {
  readonly comment?: string;
  readonly include?: string;
  readonly name?: string;
  readonly contentName?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly while?: string;
  readonly captures?: Captures;
  readonly beginCaptures?: Captures;
  readonly endCaptures?: Captures;
  readonly applyEndPatternLast?: true;
  readonly patterns?: readonly Rule[];
}

export type Repository = Readonly<Record<string, Rule>>;

/** Where a word begins. */
export const WORD_START = "(?<=\\s|^)";
/** Where a word ends: an escape character may continue the line right behind it. */
export const WORD_END = "(?=[\\s\\\\`]|$)";
/** The end of an instruction: the line end that no escape character took. */
export const LINE_END = "(?=\\n)";

/** The rule of the repository that has a name. */
export function use(name: string): Rule {
  return { include: `#${name}` };
}

/** Captures by number, each with a scope, and nothing else in them. */
export function scopes(...names: readonly string[]): Captures {
  return Object.fromEntries(
    names.flatMap((name, i) => (name === "" ? [] : [[String(i + 1), { name: scope(name) }]])),
  );
}

/** The name of a scope in this language. */
export function scope(name: string): string {
  return `${name}.dockerfile`;
}
