/** Texts of a stage with the values of its variables in them, as the builder reads them there. */
import { expand, isPlainWord } from "../../dockerfile/shellLexer";
import type { Expansion, LexerOptions } from "../../dockerfile/shellLexer";
import { buildDependence, errorWithValues } from "../model/buildValues";
import type { BuildDependence } from "../model/buildValues";
import { nearest } from "../model/suggest";
import { countNames, isDeclared, namesOf, valueOf } from "./environment";
import type { Environment } from "./environment";
import { isGivenFromOutside, isOfProgram, isOpenVariable, mayBeOfImage } from "./rootEnvironment";

const NO_NAMES: readonly UndefinedName[] = [];
const NONE: ReadonlySet<string> = new Set();
/** Among more names than any stage has, each use of a name that has no value would cost too much. */
const MOST_SEARCHED = 100;
/** An expansion in a stage. */
export interface StageExpansion extends Expansion, BuildDependence {
  /** It hangs on a variable whose value only a build knows: of an image, or an argument without a default. */
  readonly conditional: boolean;
  /** Names that are certain to have no value and no declaration. */
  readonly undefinedNames: readonly UndefinedName[];
}

export interface UndefinedName {
  readonly name: string;
  /** The name that is near it, or null. */
  readonly suggestion: string | null;
  /** There are too many names to look for one that is near. */
  readonly isUnsearched: boolean;
}

/** The expansion of a text without variables and faults. */
function unchanged(result: string, words: string[]): StageExpansion {
  return {
    result,
    words,
    matched: NONE,
    unmatched: NONE,
    error: null,
    conditional: false,
    dependsOnBuild: false,
    certainError: null,
    undefinedNames: NO_NAMES,
  };
}

/** Expands a text as the builder does in a stage. */
export function expandInStage(environment: Environment, text: string, options: LexerOptions): StageExpansion {
  // Nearly every text is a plain word, or without variables and faults: what is made of those is what is left of a file's reading.
  if (isPlainWord(text)) return unchanged(text, text === "" ? [] : [text]);
  const value = (name: string) => valueOf(environment, name);
  const expansion = expand(text, value, options);
  const { result, words, matched, unmatched, error } = expansion;
  if (matched.size + unmatched.size === 0 && error === null) return unchanged(result, words);
  const isImages = (name: string) => value(name) === undefined && mayBeOfImage(environment, name);
  const isOpen = (name: string) => isImages(name) || isGivenFromOutside(environment, name);
  environment.isCut ||= expansion.isCut === true;
  let conditional = expansion.isCut === true;
  for (const name of expansion.unmatched)
    if (isImages(name) || isOpenVariable(environment, name)) conditional = true;
  for (const name of expansion.matched) if (isOpenVariable(environment, name)) conditional = true;
  return {
    ...expansion,
    conditional,
    ...buildDependence(text, expansion, value, isOpen, options),
    undefinedNames: undefinedNames(environment, expansion.unmatched, options.plainQuotes ?? false),
  };
}

/**
 * Expands the default of an `ARG`: no build is refused for what its variables lack (`ARG X=${X:?message}`), because one that
 * gives the argument does not look at the default.
 */
export function expandDefault(environment: Environment, text: string, options: LexerOptions): StageExpansion {
  const expansion = expandInStage(environment, text, options);
  if (expansion.certainError === null) return expansion;
  const certainError = errorWithValues(text, options);
  return { ...expansion, certainError, dependsOnBuild: expansion.dependsOnBuild || certainError === null };
}

function undefinedNames(
  environment: Environment,
  unmatched: ReadonlySet<string>,
  inHeredoc: boolean,
): readonly UndefinedName[] {
  if (unmatched.size === 0) return NO_NAMES;
  const names = [...unmatched].filter(
    name =>
      (!mayBeOfImage(environment, name) || (inHeredoc && isOfProgram(environment, name))) &&
      !isDeclared(environment, name) &&
      !name.startsWith("BUILDKIT_SBOM_SCAN_"),
  );
  if (names.length === 0) return NO_NAMES;
  const isUnsearched = countNames(environment) > MOST_SEARCHED;
  const known = isUnsearched ? [] : namesOf(environment);
  return names.map(name => ({ name, suggestion: nearest(name, known), isUnsearched }));
}
