/** The variables of a stage while it is built: what its bases and its own `ENV` and `ARG` lines have set (spec 4.2, 4.3). */
import { expand } from "../../dockerfile/shellLexer";
import type { Expansion, LexerOptions } from "../../dockerfile/shellLexer";
import type { Base, StageModel } from "../model/model";
import { DEFAULT_PATH } from "../model/platform";
import { nearest } from "../model/suggest";

const NO_NAMES: readonly UndefinedName[] = [];

/** An expansion in a stage. */
export interface StageExpansion extends Expansion {
  /** It hangs on a variable whose value only a build knows: of an image, or an argument without a default. */
  readonly conditional: boolean;
  /** Names that are certain to have no value and no declaration. */
  readonly undefinedNames: readonly UndefinedName[];
}

export interface UndefinedName {
  readonly name: string;
  /** The name that is near it, or null. */
  readonly suggestion: string | null;
}

/** What is set; a stage sees what its base has, and adds to it. */
export interface Environment {
  readonly inherited: Environment | null;
  readonly values: Map<string, string>;
  /** Names that an `ARG` has declared, with or without a value. */
  readonly declared: Set<string>;
  /** Names whose value only a build knows. */
  readonly needBuildArg: Set<string>;
  /** What the chain of bases begins with. Below `scratch` there is no variable that the file does not show. */
  readonly root: Root;
  /** What relative paths count from, or null where only an image or a build knows. */
  workdir: string | null;
  /** A `WORKDIR` has been there. */
  hasWorkdir: boolean;
  /** A `SHELL` has been there. */
  hasShell: boolean;
}

/** Nothing, the image of a system, which sets none but the variables of systems, or an image of which nothing is known. */
export type Root = "scratch" | "system" | "image";

/** Images of a system and nothing else (https://hub.docker.com/_/debian and so on). */
const SYSTEMS =
  /^(?:docker\.io\/)?(?:library\/)?(?:almalinux|alpine|amazonlinux|archlinux|busybox|centos|debian|fedora|oraclelinux|rockylinux|ubuntu)(?:[:@]|$)/;

const ROOTS = {
  scratch: rootEnvironment("scratch"),
  system: rootEnvironment("system"),
  image: rootEnvironment("image"),
};

/** The environment that a chain of bases begins with: always the same one for the same kind of base. */
export function rootOf({ to, expanded }: Pick<Base, "to" | "expanded">): Environment {
  if (to === "scratch") return ROOTS.scratch;
  return to === "image" && SYSTEMS.test(expanded) ? ROOTS.system : ROOTS.image;
}

function rootEnvironment(root: Root): Environment {
  const isScratch = root === "scratch";
  return {
    inherited: null,
    values: new Map(isScratch ? [["PATH", DEFAULT_PATH]] : []),
    declared: new Set(),
    needBuildArg: new Set(),
    root,
    workdir: isScratch ? "/" : null,
    hasWorkdir: false,
    hasShell: false,
  };
}

/** An environment that begins with what another has. */
export function childOf(inherited: Environment): Environment {
  return {
    inherited,
    values: new Map(),
    declared: new Set(),
    needBuildArg: new Set(),
    root: inherited.root,
    workdir: inherited.workdir,
    hasWorkdir: inherited.hasWorkdir,
    hasShell: inherited.hasShell,
  };
}

/** Whether two environments of the same base say the same. */
export function isSameEnvironment(a: Environment, b: Environment): boolean {
  return (
    a.inherited === b.inherited &&
    a.workdir === b.workdir &&
    a.hasWorkdir === b.hasWorkdir &&
    a.hasShell === b.hasShell &&
    isSubset(a.declared, b.declared) &&
    a.declared.size === b.declared.size &&
    isSubset(a.needBuildArg, b.needBuildArg) &&
    a.needBuildArg.size === b.needBuildArg.size &&
    a.values.size === b.values.size &&
    [...a.values].every(([name, value]) => b.values.get(name) === value)
  );
}

function isSubset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const name of some) if (!all.has(name)) return false;
  return true;
}

/** The value of a variable, or undefined. */
export function valueOf(environment: Environment, name: string): string | undefined {
  for (let at: Environment | null = environment; at; at = at.inherited) {
    const value = at.values.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Whether an `ARG` of the stage or of its bases has declared a name. */
export function isDeclared(environment: Environment, name: string): boolean {
  for (let at: Environment | null = environment; at; at = at.inherited)
    if (at.declared.has(name)) return true;
  return false;
}

/** The names that have a value. */
export function namesOf(environment: Environment): Set<string> {
  const names = new Set<string>();
  for (let at: Environment | null = environment; at; at = at.inherited)
    for (const name of at.values.keys()) names.add(name);
  return names;
}

/** Expands a text as the builder does in a stage. */
export function expandInStage(environment: Environment, text: string, options: LexerOptions): StageExpansion {
  const expansion = expand(text, name => valueOf(environment, name), options);
  let conditional = false;
  for (const name of expansion.unmatched)
    if (environment.root !== "scratch" || needsBuildArg(environment, name)) conditional = true;
  for (const name of expansion.matched) if (needsBuildArg(environment, name)) conditional = true;
  return { ...expansion, conditional, undefinedNames: undefinedNames(environment, expansion.unmatched) };
}

function undefinedNames(environment: Environment, unmatched: ReadonlySet<string>): readonly UndefinedName[] {
  if (environment.root !== "scratch" || unmatched.size === 0) return NO_NAMES;
  return [...unmatched]
    .filter(name => !isDeclared(environment, name) && !name.startsWith("BUILDKIT_SBOM_SCAN_"))
    .map(name => ({ name, suggestion: nearest(name, namesOf(environment)) }));
}

/** Sets a variable, as `ENV` does. */
export function setVariable(
  environment: Environment,
  name: string,
  { result, conditional }: StageExpansion,
): void {
  environment.values.set(name, result);
  if (conditional) environment.needBuildArg.add(name);
  else environment.needBuildArg.delete(name);
}

/** Changes the working directory, as `WORKDIR` does. */
export function changeWorkdir(environment: Environment, { result, conditional }: StageExpansion): void {
  environment.hasWorkdir = true;
  if (conditional) environment.workdir = null;
  else if (environment.workdir !== null || result.startsWith("/"))
    environment.workdir = joinPath(environment.workdir ?? "/", result);
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
  name: string,
  defaultValue: StageExpansion | null,
): void {
  environment.declared.add(name);
  const given = options.buildArgs.get(name);
  if (given !== undefined) environment.values.set(name, given);
  else if (defaultValue) setVariable(environment, name, defaultValue);
  else if (scope.values.has(name)) {
    environment.values.set(name, scope.values.get(name) ?? "");
    if (scope.needBuildArg.has(name)) environment.needBuildArg.add(name);
  } else if (valueOf(environment, name) === undefined) environment.needBuildArg.add(name);
}

function needsBuildArg(environment: Environment, name: string): boolean {
  for (let at: Environment | null = environment; at; at = at.inherited) {
    if (at.needBuildArg.has(name)) return true;
    if (at.values.has(name)) return false;
  }
  return false;
}
