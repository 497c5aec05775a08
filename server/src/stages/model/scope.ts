/** The variables that a `FROM` sees: the predefined platform arguments and every `ARG` before the first stage (spec 1.5, 4.1). */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Word } from "../../dockerfile/properties";
import { expand } from "../../dockerfile/shellLexer";
import type { Expansion } from "../../dockerfile/shellLexer";
import { alwaysFails, buildDependence, errorWithValues } from "./buildValues";
import type { BuildDependence } from "./buildValues";
import { platformArguments } from "./buildPlatforms";
import type { BuildPlatform } from "./buildPlatforms";

/** One `NAME` or `NAME=value` of an `ARG` before the first stage. */
export interface GlobalArg {
  readonly name: string;
  /** As written, or null for a declaration without a default. */
  readonly defaultText: string | null;
  readonly line: LogicalLine;
  readonly word: Word;
  /**
   * Why the builder cannot expand the default, in its words, or null; null, too, for a default that only asks for the argument
   * (`ARG X=${X:?message}`).
   */
  readonly error: string | null;
  /** The default refuses a build that does not give the argument: `ARG X=${X:?message}`. */
  readonly isRequired: boolean;
  /** What the name stands for from here on; null where nothing gives it a value. */
  readonly value: string | null;
  /** Its value is a build's to give, or hangs on one that is. */
  readonly needsBuildArg: boolean;
}

/** The scope of every `FROM` of a file. */
export interface GlobalScope {
  readonly args: readonly GlobalArg[];
  /** The first of each name. */
  readonly firstArgs: ReadonlyMap<string, GlobalArg>;
  /** Names that a `FROM` may use: predefined or declared, with or without a value. */
  readonly names: ReadonlySet<string>;
  /** Names whose value a build has to give, and those that hang on one of them. */
  readonly needBuildArg: ReadonlySet<string>;
  /** The same with those whose default is empty, or hangs on an empty one: an empty default stands for what a build gives. */
  readonly openNames: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
  readonly escape: string;
  /** A default is too long to be worked out. */
  readonly isCut: boolean;
  /** What texts have been expanded to, kept because most bases stand in a file again and again, edit after edit. */
  readonly known: Map<string, ScopedExpansion>;
  /** What the scope was made of: it serves the next version too, where this has not changed. */
  readonly madeOf: ScopeSource;
}

/** An expansion in the global scope. */
export interface ScopedExpansion extends Expansion, BuildDependence {
  /** It hangs on an argument that has no default: the builder's verdict is then that of one build, not of the file. */
  readonly conditional: boolean;
}

/** What a scope is made of. */
export interface ScopeSource {
  /** The `ARG` lines before the first stage. */
  readonly lines: readonly LogicalLine[];
  readonly escape: string;
  readonly buildArgs: ReadonlyMap<string, string>;
  /** What a build gives in place of the arguments that every build has. */
  readonly predefined: ReadonlyMap<string, string>;
  /** What `TARGETSTAGE` stands for. */
  readonly targetStage: string;
  /** What the arguments of platforms stand for. */
  readonly platform: BuildPlatform;
}

/** Reads the `ARG` lines before the first stage, each seeing the ones before it; or answers an earlier scope again. */
export function readGlobalScope(source: ScopeSource, previous?: GlobalScope): GlobalScope {
  return previous && isSameSource(source, previous.madeOf) ? previous : makeScope(source);
}

function isSameSource(a: ScopeSource, b: ScopeSource): boolean {
  return (
    a.escape === b.escape &&
    a.targetStage === b.targetStage &&
    a.platform === b.platform &&
    a.buildArgs === b.buildArgs &&
    a.predefined === b.predefined &&
    a.lines.length === b.lines.length &&
    a.lines.every((line, index) => line === b.lines[index])
  );
}

function makeScope(source: ScopeSource): GlobalScope {
  const { lines, escape, buildArgs, predefined } = source;
  const values = predefinedValues(source);
  const names = new Set(values.keys());
  const needBuildArg = new Set<string>();
  const openNames = new Set(
    [...values.keys()].filter(name => values.get(name) === "" && !predefined.has(name)),
  );
  const args: GlobalArg[] = [];
  let isCut = false;
  for (const line of lines)
    for (const word of line.instruction.words) {
      const equals = word.text.indexOf("=");
      const name = equals === -1 ? word.text : word.text.slice(0, equals);
      const defaultText = equals === -1 ? null : word.text.slice(equals + 1);
      const given = buildArgs.get(name);
      // A default is not looked at where a build gives the value.
      const expansion =
        defaultText === null || given !== undefined
          ? null
          : expandOnce({ needBuildArg, openNames, values, escape }, defaultText);
      const isRequired =
        typeof expansion?.error === "string" && errorWithValues(defaultText ?? "", { escape }) === null;
      isCut ||= expansion?.isCut === true;
      names.add(name);
      if (given !== undefined) {
        values.set(name, given);
        needBuildArg.delete(name);
        openNames.delete(name);
      } else if (isRequired) {
        values.delete(name);
        needBuildArg.add(name);
        openNames.add(name);
      } else if (expansion) {
        values.set(name, expansion.result);
        if (expansion.conditional) needBuildArg.add(name);
        else needBuildArg.delete(name);
        if (expansion.dependsOnBuild || expansion.result === "") openNames.add(name);
        else openNames.delete(name);
      } else if (!values.has(name)) {
        needBuildArg.add(name);
        openNames.add(name);
      }
      const value = values.get(name) ?? null;
      args.push({
        name,
        defaultText,
        line,
        word,
        error: isRequired ? null : (expansion?.certainError ?? null),
        isRequired,
        value,
        needsBuildArg: needBuildArg.has(name),
      });
    }
  const firstArgs = new Map(args.toReversed().map(arg => [arg.name, arg]));
  return {
    args,
    firstArgs,
    names,
    needBuildArg,
    openNames,
    values,
    escape,
    isCut,
    known: new Map(),
    madeOf: source,
  };
}

/** More texts than any file has bases; while somebody types in one, each keystroke adds another. */
const MOST_KNOWN = 20_000;

/** Expands a text as the builder does in a `FROM`. */
export function expandIn(scope: GlobalScope, text: string): ScopedExpansion {
  const known = scope.known.get(text);
  if (known) return known;
  const expansion = expandOnce(scope, text);
  if (scope.known.size >= MOST_KNOWN) scope.known.clear();
  scope.known.set(text, expansion);
  return expansion;
}

/** Whether the builder refuses what a text of the global scope comes to, whatever a build gives; `fails` judges one result. */
export function alwaysFailsIn(scope: GlobalScope, text: string, fails: (result: string) => boolean): boolean {
  const { openNames, values, escape } = scope;
  const { matched, unmatched } = expandIn(scope, text);
  const open = [...matched, ...unmatched].filter(name => openNames.has(name));
  return alwaysFails(text, name => values.get(name), open, { escape }, fails);
}

function expandOnce(
  {
    needBuildArg,
    openNames,
    values,
    escape,
  }: Pick<GlobalScope, "needBuildArg" | "openNames" | "values" | "escape">,
  text: string,
): ScopedExpansion {
  const lookup = (name: string) => values.get(name);
  const expansion = expand(text, lookup, { escape });
  const { matched, unmatched, error, isCut = false } = expansion;
  // Most bases are without variables and faults.
  if (matched.size + unmatched.size === 0 && error === null)
    return { ...expansion, conditional: isCut, dependsOnBuild: isCut, certainError: null };
  const isGiven = (name: string) => needBuildArg.has(name);
  const conditional =
    isCut || (needBuildArg.size > 0 && (some(matched, isGiven) || some(unmatched, isGiven)));
  const isOpen = (name: string) => openNames.has(name);
  return { ...expansion, conditional, ...buildDependence(text, expansion, lookup, isOpen, { escape }) };
}

function some(names: ReadonlySet<string>, holds: (name: string) => boolean): boolean {
  for (const name of names) if (holds(name)) return true;
  return false;
}

/** The arguments that every build has, before the first `ARG`, with what stands for them here. A build may give each of them by itself. */
export function predefinedValues({
  targetStage,
  predefined,
  platform,
}: Pick<ScopeSource, "targetStage" | "predefined" | "platform">): Map<string, string> {
  const values = platformArguments(platform).set("TARGETSTAGE", targetStage);
  for (const name of values.keys()) values.set(name, predefined.get(name) ?? values.get(name) ?? "");
  return values;
}
