/** The variables of a stage while it is built: what its bases and its own `ENV` and `ARG` lines have set (spec 4.2, 4.3). */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { expand, isPlainWord } from "../../dockerfile/shellLexer";
import type { Expansion, LexerOptions } from "../../dockerfile/shellLexer";
import type { Span } from "../../dockerfile/source";
import { buildDependence, errorWithValues } from "../model/buildValues";
import type { BuildDependence } from "../model/buildValues";
import type { Base } from "../model/base";
import type { StageModel } from "../model/model";
import { DEFAULT_PATH } from "../model/platform";
import { nearest } from "../model/suggest";
import { entriesOf, extended, lookup, sizeOf } from "./persistentMap";
import type { PersistentMap } from "./persistentMap";

const NO_NAMES: readonly UndefinedName[] = [];
const NONE: ReadonlySet<string> = new Set();
/** Among more names than any stage has, each use of a name that has no value would cost too much. */
const MOST_SEARCHED = 100;
/** No system has a longer path (Linux: PATH_MAX). */
export const LONGEST_PATH = 4096;

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

/** What is known of a name. */
interface Variable {
  /** Undefined where nothing gives it one. */
  readonly value?: string;
  /** An `ARG` has declared it, with or without a value. */
  readonly isDeclared: boolean;
  /** Only a build knows its value. */
  readonly isOpen: boolean;
  /** The same, or it is empty by the default of an argument, which stands for what a build gives. */
  readonly dependsOnBuild: boolean;
  /** How many bases are below the stage that has set it last, and how many names that stage had before. */
  readonly level: number;
  readonly place: number;
}

/**
 * Who gives a variable its value: an `ENV`, the settings of the build, the default of the `ARG`, the global scope (an `ARG`
 * before the first stage, or the builder itself), what the variable had before (an `ARG` that leaves it alone), or nobody yet.
 */
export type ValueSource = "env" | "given" | "default" | "global" | "before" | "none";

/** A variable that an `ARG` or `ENV` of a stage sets, as it is from there on. */
export interface DeclaredVariable {
  readonly name: string;
  /** Where the name is written, in the text of the instruction. */
  readonly span: Span;
  readonly source: ValueSource;
  /** The value, or the default, as it is written; null for an `ARG` without one. */
  readonly written: string | null;
  /** Undefined where nothing gives it a value. */
  readonly value: string | undefined;
  /** Only a build knows the value, or a part of it. */
  readonly isOpen: boolean;
}

/** What is set; a stage sees what its base has, and adds to it. */
export interface Environment {
  readonly inherited: Environment | null;
  /** How many bases are below it. */
  readonly level: number;
  /** What the stage itself has set. */
  readonly own: Map<string, Variable>;
  /** The same with all that its bases have set. */
  all: PersistentMap<Variable>;
  /** What `ENV` has set, in the stage and in its bases: what the image has, whatever an `ARG` says in the stage. */
  env: PersistentMap<Variable>;
  /** The variables of `env` that an `ARG` of the stage has given another value, which ends with the stage. */
  readonly overridden: Set<string>;
  /** What the chain of bases begins with. Below `scratch` there is no variable that the file does not show. */
  readonly root: Root;
  /** The variables that the image is likely to set: those that choose its tag, and those that begin with its name. */
  readonly imageVariables: ImageVariables;
  /** What relative paths count from, or null where only an image or a build knows. */
  workdir: string | null;
  /** A `WORKDIR` has been there. */
  hasWorkdir: boolean;
  /** A value or a path, of the stage or its bases, is too long to be worked out. */
  isCut: boolean;
  /** A `SHELL` has been there. */
  hasShell: boolean;
  /** What the last one says; null for none, and for one that says nothing. */
  shell: readonly string[] | null;
  /** The line of the `CMD` in force, or of the `ONBUILD` that holds it back; null where the file does not say it. */
  command: LogicalLine | null;
}

/** Nothing, the image of a system, which sets none but the variables of systems, or an image of which nothing is known. */
export type Root = "scratch" | "system" | "image";

/** What is known of the variables of an image by its name. */
export interface ImageVariables {
  /** The variables of the `FROM`: `ros:$ROS_DISTRO` sets `ROS_DISTRO`. */
  readonly names: ReadonlySet<string>;
  /** `POSTGRES_` for `postgres`, or null. */
  readonly prefix: string | null;
  /** An official image (https://hub.docker.com/_/nginx and so on): none of its variables are in lower case. */
  readonly isOfficial: boolean;
}

const NO_VARIABLES: ImageVariables = { names: new Set(), prefix: null, isOfficial: false };
const OFFICIAL = /^(?:docker\.io\/)?(?:library\/)?[^/.:@]+(?:[:@]|$)/;
/** What images set in lower case after all. */
const LOWER_CASE = /_proxy$|^(?:container|(?:ac|bash|conda|npm|nvm|rbenv|rvm)_\w+)$/;
/** Variables of nginx, of which a heredoc often is a configuration. */
const OF_NGINX =
  /^(?:args|binary_remote_addr|body_bytes_sent|connection_upgrade|document_\w+|fastcgi_\w+|host|http_\w+|is_args|proxy_\w+|query_string|remote_\w+|request|request_\w+|scheme|server_\w+|status|time_local|upstream_\w+|uri)$/;

/** Images of a system and nothing else (https://hub.docker.com/_/debian and so on). */
const SYSTEMS =
  /^(?:docker\.io\/)?(?:library\/)?(?:almalinux|alpine|amazonlinux|archlinux|busybox|centos|debian|fedora|oraclelinux|rockylinux|ubuntu)(?:[:@]|$)/;

const ROOTS = {
  scratch: rootEnvironment("scratch"),
  system: rootEnvironment("system", { ...NO_VARIABLES, isOfficial: true }),
  image: rootEnvironment("image"),
};

/** The environments of images, by what is known of their variables: the same one for the same knowledge. */
const IMAGES = new Map<string, Environment>();
/** More than any files in use have. */
const MOST_IMAGES = 1000;

/** The environment that a chain of bases begins with: always the same one for the same kind of base. */
export function rootOf({
  to,
  expanded,
  expansion,
}: Pick<Base, "to" | "expanded" | "expansion">): Environment {
  if (to === "scratch") return ROOTS.scratch;
  if (to === "image" && SYSTEMS.test(expanded)) return ROOTS.system;
  const names = new Set([...expansion.matched, ...expansion.unmatched]);
  const [repository = ""] = expanded.slice(expanded.lastIndexOf("/") + 1).split(/[:@]/, 1);
  const prefix = repository === "" ? null : `${repository.toUpperCase().replace(/[.-]/g, "_")}_`;
  if (names.size === 0 && prefix === null) return ROOTS.image;
  const isOfficial = to === "image" && OFFICIAL.test(expanded);
  const key = [prefix ?? "", isOfficial, ...names].join(" ");
  const known = IMAGES.get(key);
  if (known) return known;
  if (IMAGES.size >= MOST_IMAGES) IMAGES.clear();
  const environment = rootEnvironment("image", { names, prefix, isOfficial });
  IMAGES.set(key, environment);
  return environment;
}

function rootEnvironment(root: Root, imageVariables = NO_VARIABLES): Environment {
  const isScratch = root === "scratch";
  const path: Variable = {
    value: DEFAULT_PATH,
    isDeclared: false,
    isOpen: false,
    dependsOnBuild: false,
    level: 0,
    place: 0,
  };
  return {
    inherited: null,
    level: 0,
    own: new Map(isScratch ? [["PATH", path]] : []),
    all: isScratch ? extended(null, "PATH", path) : null,
    env: isScratch ? extended(null, "PATH", path) : null,
    overridden: new Set(),
    root,
    imageVariables,
    workdir: isScratch ? "/" : null,
    hasWorkdir: false,
    isCut: false,
    hasShell: false,
    shell: null,
    command: null,
  };
}

/**
 * An environment that begins with what another has. The builder takes over the values of `ARG`, and then sets those of `ENV` again
 * (`dispatchStages`): an `ARG` hides an `ENV` only up to the end of its stage.
 */
export function childOf(inherited: Environment): Environment {
  let { all } = inherited;
  for (const name of inherited.overridden) {
    const set = lookup(inherited.env, name);
    if (set) all = extended(all, name, { ...set, isDeclared: lookup(all, name)?.isDeclared ?? false });
  }
  const { env, root, imageVariables, workdir, hasWorkdir, isCut, hasShell, shell, command } = inherited;
  const level = inherited.level + 1;
  return {
    inherited,
    level,
    own: new Map(),
    all,
    env,
    overridden: new Set(),
    root,
    imageVariables,
    workdir,
    hasWorkdir,
    isCut,
    hasShell,
    shell,
    command,
  };
}

/** Whether two environments of the same base say the same. */
export function isSameEnvironment(a: Environment, b: Environment): boolean {
  return (
    a.inherited === b.inherited &&
    a.workdir === b.workdir &&
    a.hasWorkdir === b.hasWorkdir &&
    a.isCut === b.isCut &&
    a.hasShell === b.hasShell &&
    isSameShell(a.shell, b.shell) &&
    a.command === b.command &&
    a.overridden.size === b.overridden.size &&
    [...a.overridden].every(name => b.overridden.has(name) && isSameSet(a, b, name)) &&
    a.own.size === b.own.size &&
    [...a.own].every(([name, variable]) => isSameVariable(variable, b.own.get(name)))
  );
}

function isSameShell(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a === b || (a?.length === b?.length && (a?.every((word, index) => word === b?.[index]) ?? false));
}

/** Whether `ENV` has set a variable to the same. */
function isSameSet(a: Environment, b: Environment, name: string): boolean {
  const set = lookup(a.env, name);
  return set !== undefined && isSameVariable(set, lookup(b.env, name));
}

function isSameVariable(a: Variable, b: Variable | undefined): boolean {
  return (
    b !== undefined &&
    a.value === b.value &&
    a.isDeclared === b.isDeclared &&
    a.isOpen === b.isOpen &&
    a.dependsOnBuild === b.dependsOnBuild
  );
}

/** The value of a variable, or undefined. */
export function valueOf({ all }: Environment, name: string): string | undefined {
  return lookup(all, name)?.value;
}

/** Whether an `ARG` of the stage or of its bases has declared a name. */
export function isDeclared({ all }: Environment, name: string): boolean {
  return lookup(all, name)?.isDeclared ?? false;
}

/** How many names are known: those that have a value, and those that are declared without one. */
export function countNames({ all }: Environment): number {
  return sizeOf(all);
}

/** The names that have a value: those of the stage first, then those of its base, each in the order in which they were set. */
export function namesOf({ all }: Environment): string[] {
  return [...entriesOf(all)]
    .filter(([, { value }]) => value !== undefined)
    .sort(([, a], [, b]) => b.level - a.level || a.place - b.place)
    .map(([name]) => name);
}

/** Changes what is known of a name, in the stage and in what its bases have left to it. */
function change(environment: Environment, name: string, changed: Partial<Variable>): void {
  const { own, all, level } = environment;
  const blank = { isDeclared: false, isOpen: false, dependsOnBuild: false, level, place: own.size };
  const here = { ...blank, ...own.get(name), ...changed };
  own.set(name, here);
  const known = lookup(all, name);
  // What a base has left open is no longer open where the stage has a value of its own.
  const inherits = here.value === undefined;
  const isOpen = here.isOpen || (inherits && (known?.isOpen ?? false));
  const dependsOnBuild = here.dependsOnBuild || (inherits && (known?.dependsOnBuild ?? false));
  environment.all = extended(all, name, {
    ...here,
    // What is only declared keeps the value that a base has given it.
    ...(here.value === undefined ? known : {}),
    isOpen,
    dependsOnBuild,
    isDeclared: here.isDeclared || (known?.isDeclared ?? false),
  });
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
  const isOpen = (name: string) => isImages(name) || (lookup(environment.all, name)?.dependsOnBuild ?? false);
  environment.isCut ||= expansion.isCut === true;
  let conditional = expansion.isCut === true;
  for (const name of expansion.unmatched)
    if (isImages(name) || needsBuildArg(environment, name)) conditional = true;
  for (const name of expansion.matched) if (needsBuildArg(environment, name)) conditional = true;
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

/** Whether the image that a stage begins with may have a variable of this name: a position, as `$1` and `$@`, is a shell's. */
function mayBeOfImage({ root }: Environment, name: string): boolean {
  return root !== "scratch" && /^[\p{L}_]/u.test(name);
}

/** Whether no image has a variable of this name that stands in a heredoc, which is a file for another program. */
function isOfProgram({ imageVariables }: Environment, name: string): boolean {
  if (name !== name.toLowerCase() || LOWER_CASE.test(name) || imageVariables.names.has(name)) return false;
  return imageVariables.isOfficial || OF_NGINX.test(name);
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

/** A name as it is written, with the value behind it. */
export type WrittenVariable = Pick<DeclaredVariable, "name" | "span" | "written">;

/** Sets a variable, as `ENV` does. */
export function setVariable(
  environment: Environment,
  variable: WrittenVariable,
  { result, conditional, dependsOnBuild }: StageExpansion,
): DeclaredVariable {
  const { name } = variable;
  change(environment, name, { value: result, isOpen: conditional, dependsOnBuild });
  const set = lookup(environment.all, name);
  if (set) environment.env = extended(environment.env, name, set);
  environment.overridden.delete(name);
  return { ...variable, source: "env", value: result, isOpen: conditional };
}

/** Changes the working directory, as `WORKDIR` does. */
export function changeWorkdir(environment: Environment, { result, conditional }: StageExpansion): void {
  environment.hasWorkdir = true;
  const path =
    conditional || (environment.workdir === null && !result.startsWith("/"))
      ? null
      : joinPath(environment.workdir ?? "/", result);
  const isTooLong = path !== null && path.length > LONGEST_PATH;
  environment.isCut ||= isTooLong;
  environment.workdir = isTooLong ? null : path;
}

/** The path that a path stands for in a directory: absolute, without `.`, `..` and doubled slashes. */
export function joinPath(directory: string, path: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith("/") ? path : `${directory}/${path}`).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/**
 * Declares an argument, as `ARG` does: what the build gives, else the default on the line, else what the name has before
 * the first stage. Without any of them it leaves the variable alone.
 */
export function declareArg(
  environment: Environment,
  { options, scope }: StageModel,
  variable: WrittenVariable,
  defaultValue: StageExpansion | null,
): DeclaredVariable {
  const { name } = variable;
  change(environment, name, { isDeclared: true });
  const given = options.buildArgs.get(name);
  const value = scope.values.get(name);
  let source: ValueSource;
  if (given !== undefined) {
    source = "given";
    change(environment, name, { value: given, isOpen: false, dependsOnBuild: false });
  } else if (defaultValue) {
    source = "default";
    const { result, conditional } = defaultValue;
    const dependsOnBuild = defaultValue.dependsOnBuild || result === "";
    change(environment, name, { value: result, isOpen: conditional, dependsOnBuild });
  } else if (value !== undefined) {
    source = "global";
    const isOpen = scope.needBuildArg.has(name);
    change(environment, name, { value, isOpen, dependsOnBuild: scope.openNames.has(name) });
  } else {
    source = valueOf(environment, name) === undefined ? "none" : "before";
    if (source === "none") change(environment, name, { isOpen: true, dependsOnBuild: true });
  }
  const isValue = source !== "none" && source !== "before";
  if (isValue && lookup(environment.env, name)) environment.overridden.add(name);
  return { ...variable, source, value: valueOf(environment, name), isOpen: needsBuildArg(environment, name) };
}

function needsBuildArg({ all }: Environment, name: string): boolean {
  return lookup(all, name)?.isOpen ?? false;
}
