/** What a conversion is: what it is made from, and what it gives. */
import type { TextChange } from "../edits/edit";
import type { Analysis } from "../stages/analysis/analysis";

/** What is cheaply known of the build context. */
export interface Project {
  /** What lies at its root, folders with a slash behind their names; null where nobody knows. */
  readonly names: ReadonlySet<string> | null;
  /** The texts of the files of {@link PROJECT_FILES} and of scripts that there are, by their paths from the root. */
  readonly texts: ReadonlyMap<string, string>;
}

/** What is known where nothing can be read. */
export const NO_PROJECT: Project = { names: null, texts: new Map() };

/** The files at the root of a build context that say something of how a program is built and started. */
export const PROJECT_FILES: readonly string[] = [
  ".yarnrc.yml",
  "Cargo.lock",
  "Gemfile",
  "Gemfile.lock",
  "Pipfile",
  "go.mod",
  "package.json",
  "pyproject.toml",
  "requirements.txt",
  "requirements/base.txt",
  "requirements/prod.txt",
  "requirements/production.txt",
  "setup.cfg",
  "setup.py",
];

/** How a person wants it. */
export interface ConversionOptions {
  /** Whether comments explain each choice. */
  readonly explain: boolean;
}

/** One thing that was decided, in a sentence. */
export interface Choice {
  readonly text: string;
  /** It says what the file does not tell: a person has to look. */
  readonly isUnknown: boolean;
}

/** A single-stage file made one of several stages, or the sentence that says why not. */
export type Conversion =
  | { readonly changes: readonly TextChange[]; readonly choices: readonly Choice[]; readonly refused?: never }
  | { readonly refused: string };

/** What makes a conversion; loaded when it is first needed. Coordinates are offsets in the document. */
export interface Converter {
  /** The files of the build context that the start command may run as scripts: paths from its root. */
  readonly scriptsToRead: (analysis: Analysis) => readonly string[];
  readonly convert: (analysis: Analysis, project: Project, options: ConversionOptions) => Conversion;
}

/** A reason against a conversion, thrown nowhere: handed up as a value. */
export interface Refusal {
  readonly refused: string;
}

export function refusal(reason: string): Refusal {
  return { refused: reason };
}
