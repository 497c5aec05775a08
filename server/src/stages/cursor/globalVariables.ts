/** The variables of the global scope as symbols: what declares them, what uses them, and where stages take them over. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import type { StageModel } from "../model/model";
import type { GlobalArg } from "../model/scope";
import { globalVariables } from "../model/variables";
import { occurrence } from "./occurrence";
import type { Occurrence } from "./occurrence";

/**
 * The places of a variable of the global scope. A stage sees it only where it declares it again without a default, so that such
 * an `ARG` is a use. What the stage then does with it is another variable's business: that of the stage.
 */
export function globalOccurrences(model: StageModel, wanted: string): Occurrence[] {
  const isWanted = ({ name }: { name: string }) => name === wanted;
  const declared = model.scope.args.filter(isWanted).map(argumentOccurrence);
  const uses = model.file.lines.flatMap(line =>
    [...globalVariables(model, line), ...redeclared(model, line)]
      .filter(isWanted)
      .map(({ span }) => occurrence(line, span, false)),
  );
  return [...declared, ...uses];
}

/** Where an `ARG` before the first stage gives its name. */
export function argumentOccurrence({ line, name, word }: GlobalArg): Occurrence {
  const { start } = word.span;
  return occurrence(line, { start, end: start + name.length }, true);
}

/** The names that a line of a stage takes over from the global scope: each `ARG NAME` of one, held back by `ONBUILD` too. */
export function redeclared({ scope, stages }: StageModel, line: LogicalLine): { name: string; span: Span }[] {
  const { keyword, words } = line.instruction.trigger ?? line.instruction;
  if (keyword !== "ARG" || line.start < (stages[0]?.line.start ?? Infinity)) return [];
  return words.flatMap(({ text, span }) => (scope.names.has(text) ? [{ name: text, span }] : []));
}

/** The variable of the global scope that a line uses, declares or takes over at a place that is touched. */
export function globalVariableAt(
  model: StageModel,
  line: LogicalLine,
  isTouched: (span: Span) => boolean,
): { readonly name: string; readonly place: Occurrence } | null {
  const use = globalVariables(model, line).find(({ span }) => isTouched(span));
  if (use) return { name: use.name, place: occurrence(line, use.span, false) };
  for (const arg of model.scope.args) {
    if (arg.line !== line || arg.name === "") continue;
    const place = argumentOccurrence(arg);
    if (isTouched(place.span)) return { name: arg.name, place };
  }
  // Where a named context replaces the stage, the line is none of its variables.
  const taken = redeclared(model, line).find(({ span }) => isTouched(span));
  return taken ? { name: taken.name, place: occurrence(line, taken.span, false) } : null;
}
