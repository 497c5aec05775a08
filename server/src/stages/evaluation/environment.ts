/** The variables of a stage while it is built: what its bases and its own `ENV` and `ARG` lines have set (spec 4.2, 4.3). */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { entriesOf, extended, lookup, sizeOf } from "../../shared/persistentMap";
import type { PersistentMap } from "../../shared/persistentMap";

/** What is known of a name. */
export interface Variable {
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
export function changeVariable(environment: Environment, name: string, changed: Partial<Variable>): void {
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

/**
 * Whether a name has its value from an `ARG` of a base. It has another one if the image that the chain of bases begins with sets
 * it with `ENV`: the builder sets what images have again in every stage (`dispatchStages`).
 */
export function isArgOfBase({ all, env, level }: Environment, name: string): boolean {
  const known = lookup(all, name);
  return known?.value !== undefined && known.level < level && lookup(env, name) === undefined;
}
