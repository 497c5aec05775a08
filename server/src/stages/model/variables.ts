/** Variables in the global scope: where a `FROM` or the default of an `ARG` before it uses one, and which `ARG` gives it. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { expand } from "../../dockerfile/shellLexer";
import { originSpan } from "../../dockerfile/source";
import type { MappedText, Span } from "../../dockerfile/source";
import { errorWithValues } from "./buildValues";
import type { StageModel } from "./model";
import { predefinedValues } from "./scope";
import type { GlobalArg } from "./scope";

/** A variable with a value lets the lexer go on where one without would be refused: `${X:?}`. */
const ANY_VALUE = "x";

/** A variable that is used. */
export interface VariableUse {
  readonly name: string;
  readonly line: LogicalLine;
  /** The name, without `$` and braces, in the text of the line. */
  readonly span: Span;
}

/**
 * The variables that a line uses in the global scope, in the order of the text: those of the base and of `--platform` in a
 * `FROM`, those of the defaults in an `ARG` before the first stage. None in any other line.
 */
export function globalVariables(model: StageModel, line: LogicalLine): VariableUse[] {
  const { instruction } = line;
  if (!instruction.text.includes("$")) return [];
  return globalValues(model, line).flatMap(value => {
    const uses: VariableUse[] = [];
    expand(value.text, () => ANY_VALUE, {
      escape: model.file.escape,
      onName: (name, start) => {
        uses.push({ name, line, span: originSpan(value, start, start + name.length) });
      },
    });
    return uses;
  });
}

/** Whether the builder refuses a text of the global scope before it has seen all of its variables. */
export function hidesVariables(model: StageModel, line: LogicalLine): boolean {
  const { escape } = model.file;
  return globalValues(model, line).some(({ text }) => errorWithValues(text, { escape }) !== null);
}

/** The texts of a line that are expanded in the global scope, placed in the text of the line. */
export function globalValues({ stages }: StageModel, { start, instruction }: LogicalLine): MappedText[] {
  const { keyword, flags, words } = instruction;
  if (keyword === "FROM") {
    const platforms = flags.filter(({ name }) => name === "platform").map(({ value }) => value);
    const [base] = words;
    return [...platforms, base && { text: base.text, offsets: base.span.start }].filter(value => !!value);
  }
  const first = stages[0];
  if (keyword !== "ARG" || (first && first.line.start < start)) return [];
  return words.flatMap(({ text, span }) => {
    const value = text.indexOf("=") + 1;
    return value === 0 ? [] : [{ text: text.slice(value), offsets: span.start + value }];
  });
}

/** The `ARG` that gives a variable its value: the last of its name before the use. Null for predefined and unknown ones. */
export function declarationOf({ scope }: StageModel, { name, line, span }: VariableUse): GlobalArg | null {
  const isBefore = (arg: GlobalArg) =>
    arg.line.start < line.start || (arg.line === line && arg.word.span.start < span.start);
  const found = scope.args.findLast(arg => arg.name === name && isBefore(arg));
  // A variable in its own default is that of the ARG before.
  return found?.line === line && found.word.span.end > span.start
    ? (scope.args.slice(0, scope.args.indexOf(found)).findLast(arg => arg.name === name) ?? null)
    : (found ?? null);
}

/**
 * Where a value comes from: the settings or the command line, the default of an `ARG`, the builder itself; `buildArg`: a build
 * has to give it; `undeclared`: no `ARG` before the first stage, and so always empty.
 */
export type ValueOrigin = "given" | "default" | "predefined" | "buildArg" | "undeclared";

/** What a variable stands for where it is used. */
export interface VariableValue {
  /** Null where nothing gives a value. */
  readonly value: string | null;
  readonly origin: ValueOrigin;
  /** The `ARG` that declares it, for the origin `default` the one with the default; null for none. */
  readonly declaration: GlobalArg | null;
}

/** The value of a variable of the global scope, given the `ARG` that declares it at the place where it is used. */
export function variableValue(
  { scope, options: { buildArgs } }: StageModel,
  name: string,
  declaration: GlobalArg | null,
): VariableValue {
  const given = buildArgs.get(name);
  const predefined = predefinedValues(scope.madeOf).get(name);
  if (!declaration && predefined === undefined)
    return { value: null, origin: "undeclared", declaration: null };
  if (given !== undefined) return { value: given, origin: "given", declaration };
  const until = declaration ? scope.args.indexOf(declaration) + 1 : 0;
  const source = scope.args.slice(0, until).findLast(arg => arg.name === name && arg.defaultText !== null);
  if (source) return { value: source.value, origin: "default", declaration: source };
  return predefined === undefined
    ? { value: null, origin: "buildArg", declaration }
    : { value: predefined, origin: "predefined", declaration };
}
