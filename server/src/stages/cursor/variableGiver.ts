/** What gives a variable its value at a place. */
import type { StageModel } from "../model/model";
import { declarationOf } from "../model/variables";
import { argumentOccurrence } from "./globalVariables";
import type { Occurrence } from "./occurrence";
import { takenOver } from "./symbols";

/** A place where a variable is set. */
export type Setter = Pick<Occurrence, "line" | "span" | "heredoc">;

/**
 * The `ARG` or `ENV` that gives a variable its value at a place of it, or declares it where nothing does: the one before it, or
 * the place itself where that sets it; from an `ARG` that takes over an argument from before the first stage, that argument's.
 * Null for what the builder gives, and for what no line sets.
 */
export function giverAt(model: StageModel, name: string, at: Occurrence): Setter | null {
  const { line, span, variable, isDeclaration } = at;
  if (!variable) {
    if (isDeclaration) return at;
    const arg = declarationOf(model, { name, line, span });
    return arg && argumentOccurrence(arg);
  }
  const { declares, reader, known } = variable;
  if (declares && declares.source !== "before") {
    const arg = takenOver(model, at) === null ? null : declarationOf(model, { name, line, span });
    return arg ? argumentOccurrence(arg) : at;
  }
  const giver = reader === "container" ? known?.env : known?.giver;
  return giver ? { ...giver, heredoc: null } : null;
}
