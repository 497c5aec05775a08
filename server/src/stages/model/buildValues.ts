/**
 * What a build may give to a text that uses its arguments: what the builder says of a file is the file's own fault only where
 * it says so whatever a build gives.
 */
import { expand } from "../../dockerfile/shellLexer";
import type { Expansion, LexerOptions } from "../../dockerfile/shellLexer";

type Lookup = (name: string) => string | undefined;

/** What an expansion hangs on, beside the file. */
export interface BuildDependence {
  /**
   * It uses an argument that a build is expected to give: one without a default or with an empty one, or what hangs on one. The
   * result is then that of a build that gives nothing.
   */
  readonly dependsOnBuild: boolean;
  /** Why the builder refuses the text whatever a build gives, in its words, or null. */
  readonly certainError: string | null;
}

/** A variable with a value lets the lexer go on where one without would be refused: `${X:?}`. */
const ANY_VALUE = "x";
/** What can stand in a base image or a platform, at its beginning, in its middle and at its end. */
const VALUES = [
  "",
  "linux",
  "amd64",
  "1",
  "x/x",
  "x:1/x",
  "1/x",
  "/x",
  ":1",
  `sha256:${"a".repeat(64)}`,
  `@sha256:${"a".repeat(64)}`,
];
/** The values of more arguments are not tried: their number would grow with each. */
const MOST_TRIED = 2;

/** Why the builder refuses a text even where all of its variables have values, in its words, or null. */
export function errorWithValues(text: string, options: LexerOptions): string | null {
  return expand(text, () => ANY_VALUE, options).error;
}

/** What an expansion hangs on; `isOpen` answers whether a build is expected to give the value of a name. */
export function buildDependence(
  text: string,
  { error, matched, unmatched, isCut = false }: Expansion,
  lookup: Lookup,
  isOpen: (name: string) => boolean,
  options: LexerOptions,
): BuildDependence {
  // What has not been worked out may be anything, as with what a build gives.
  const dependsOnBuild = isCut || some(matched, isOpen) || some(unmatched, isOpen);
  if (error === null) return { dependsOnBuild, certainError: null };
  // The names behind the fault have not been seen yet.
  const given = expand(text, name => (isOpen(name) ? ANY_VALUE : lookup(name)), options);
  // A pattern is shown with its variables filled in, as by the build that gives nothing.
  const isPattern = [error, given.error].every(each => each?.startsWith("invalid pattern"));
  return { dependsOnBuild, certainError: isPattern ? error : given.error };
}

/**
 * Whether every text that the values of a build can make of this one fails. Tried are values of each kind that has its place in
 * a base image or a platform; where there are too many arguments the answer is no.
 */
export function alwaysFails(
  text: string,
  lookup: Lookup,
  openNames: readonly string[],
  options: LexerOptions,
  fails: (text: string) => boolean,
): boolean {
  if (openNames.length > MOST_TRIED) return false;
  return choices(openNames.length).every(values => {
    const { result, error, isCut } = expand(
      text,
      name => values[openNames.indexOf(name)] ?? lookup(name),
      options,
    );
    return error !== null || (!isCut && fails(result));
  });
}

function choices(count: number): string[][] {
  return count === 0 ? [[]] : choices(count - 1).flatMap(values => VALUES.map(value => [...values, value]));
}

function some(names: ReadonlySet<string>, holds: (name: string) => boolean): boolean {
  for (const name of names) if (holds(name)) return true;
  return false;
}
