/** What a command that installs packages reads of a project, so that nothing else of the project has to be there before it. Texts in, facts out. */

/** The folder in which the command runs, as the build context has it. */
export interface InstallFolder {
  /** What lies in it; folders with a slash behind their names. */
  readonly names: ReadonlySet<string>;
  /** The text of a file; null where it is not there, or was not read. */
  readonly text: (name: string) => string | null;
}

export type InstallNeeds =
  /** None of the files: packages of the system, users, tools from a registry. */
  | { readonly kind: "nothing" }
  | {
      readonly kind: "files";
      /** Those that are there; folders with a slash behind their names. */
      readonly files: readonly string[];
      /** What it writes beside them: folders with a slash behind their names. */
      readonly outputs: readonly string[];
    }
  /** It reads more, as far as its files tell: a sentence. */
  | { readonly kind: "more"; readonly reason: string };

/** How a package manager reads a project; null for a command of its that installs nothing. */
export type ReadsProject = (words: readonly string[], folder: InstallFolder) => InstallNeeds | null;

/** Variables by which a manager reads another file, or in another folder. */
const MOVES =
  /^(?:BUNDLE_GEMFILE|COMPOSER|GOFLAGS|MAVEN_ARGS|MIX_EXS|NPM_CONFIG_USERCONFIG|PIPENV_PIPFILE|PIP_(?:BUILD_CONSTRAINT|CONFIG_FILE|CONSTRAINT|FIND_LINKS|REQUIREMENT)|UV_(?:BUILD_CONSTRAINT|CONFIG_FILE|CONSTRAINT|FIND_LINKS|OVERRIDE|PROJECT|WORKING_DIRECTORY|WORKING_DIR)|YARN_RC_FILENAME)$/i;

/** Whether a variable makes an install read other files. */
export function readsElsewhere(name: string, value: string): boolean {
  // `-mod=mod` and the like are flags of Go as well.
  return value !== "" && MOVES.test(name) && (name !== "GOFLAGS" || /-modfile|-C\b|-overlay/.test(value));
}

export const NOTHING: InstallNeeds = { kind: "nothing" };

export function more(reason: string): InstallNeeds {
  return { kind: "more", reason };
}

/** Those of the names that are there. */
export function present({ names }: InstallFolder, wanted: readonly string[]): string[] {
  return wanted.filter(name => names.has(name));
}

/** The words of a command that are no options. */
export function operandsOf(words: readonly string[]): string[] {
  return words.slice(1).filter(word => !word.startsWith("-"));
}

/** The value of a JSON file, or an empty object. */
export function fieldsIn(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The names of the fields of an object; none of anything else. */
export function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
