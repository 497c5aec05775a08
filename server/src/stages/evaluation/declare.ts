/** What `ENV` and `ARG` do to the variables of a stage. */
import type { Span } from "../../dockerfile/source";
import type { StageModel } from "../model/model";
import { changeVariable, valueOf } from "./environment";
import type { Environment } from "./environment";
import type { StageExpansion } from "./expandInStage";
import { extended, lookup } from "../../shared/persistentMap";
import { isOpenVariable } from "./rootEnvironment";

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

/** A name as it is written, with the value behind it. */
export type WrittenVariable = Pick<DeclaredVariable, "name" | "span" | "written">;

/** Sets a variable, as `ENV` does. */
export function setVariable(
  environment: Environment,
  variable: WrittenVariable,
  { result, conditional, dependsOnBuild }: StageExpansion,
): DeclaredVariable {
  const { name } = variable;
  changeVariable(environment, name, { value: result, isOpen: conditional, dependsOnBuild });
  const set = lookup(environment.all, name);
  if (set) environment.env = extended(environment.env, name, set);
  environment.overridden.delete(name);
  return { ...variable, source: "env", value: result, isOpen: conditional };
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
  changeVariable(environment, name, { isDeclared: true });
  const given = options.buildArgs.get(name);
  const value = scope.values.get(name);
  let source: ValueSource;
  if (given !== undefined) {
    source = "given";
    changeVariable(environment, name, { value: given, isOpen: false, dependsOnBuild: false });
  } else if (defaultValue) {
    source = "default";
    const { result, conditional } = defaultValue;
    const dependsOnBuild = defaultValue.dependsOnBuild || result === "";
    changeVariable(environment, name, { value: result, isOpen: conditional, dependsOnBuild });
  } else if (value !== undefined) {
    source = "global";
    const isOpen = scope.needBuildArg.has(name);
    changeVariable(environment, name, { value, isOpen, dependsOnBuild: scope.openNames.has(name) });
  } else {
    source = valueOf(environment, name) === undefined ? "none" : "before";
    if (source === "none") changeVariable(environment, name, { isOpen: true, dependsOnBuild: true });
  }
  const isValue = source !== "none" && source !== "before";
  if (isValue && lookup(environment.env, name)) environment.overridden.add(name);
  return {
    ...variable,
    source,
    value: valueOf(environment, name),
    isOpen: isOpenVariable(environment, name),
  };
}
