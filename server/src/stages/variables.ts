/** Variables in the global scope: where a `FROM` or the default of an `ARG` before it uses one, and which `ARG` gives it. */
import { lineAt } from "../dockerfile/dockerfile";
import type { LogicalLine } from "../dockerfile/logicalLines";
import { toText } from "../dockerfile/place";
import { expand } from "../dockerfile/shellLexer";
import { originSpan, touches } from "../dockerfile/source";
import type { MappedText, Span } from "../dockerfile/source";
import type { StageModel } from "./model";
import type { GlobalArg } from "./scope";

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
    expand(value.text, () => undefined, {
      escape: model.file.escape,
      onName: (name, start) => {
        uses.push({ name, line, span: originSpan(value, start, start + name.length) });
      },
    });
    return uses;
  });
}

/** The texts of a line that are expanded in the global scope, placed in the text of the line. */
export function globalValues({ stages }: StageModel, { start, instruction }: LogicalLine): MappedText[] {
  const { keyword, flags, words } = instruction;
  if (keyword === "FROM") {
    const platforms = flags.filter(({ name }) => name === "platform").map(({ value }) => value);
    const [base] = words;
    return [...platforms, base && { text: base.text, from: base.span.start }].filter(value => !!value);
  }
  const first = stages[0];
  if (keyword !== "ARG" || (first && first.line.start < start)) return [];
  return words.flatMap(({ text, span }) => {
    const value = text.indexOf("=") + 1;
    return value === 0 ? [] : [{ text: text.slice(value), from: span.start + value }];
  });
}

/** The variable of the global scope whose name a document offset touches, or null. */
export function globalVariableAt(model: StageModel, offset: number): VariableUse | null {
  const line = lineAt(model.file, offset);
  const at = line && toText(line, offset);
  if (!line || at === null) return null;
  return globalVariables(model, line).find(({ span }) => touches(span, at)) ?? null;
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
