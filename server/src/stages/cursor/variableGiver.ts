/** What gives a variable its value at a place. */
import type { Analysis } from "../analysis/analysis";
import type { StageModel } from "../model/model";
import type { Declaration } from "../analysis/variables/stageVariables";
import { declarationOf } from "../model/variables";
import { argumentOccurrence } from "./globalVariables";
import { inDocument } from "./occurrence";
import type { Occurrence } from "./occurrence";
import { takenOver } from "./symbols";
import { stageVariableAt } from "./variableFamily";

/** A place where a variable is set. */
export type Setter = Pick<Occurrence, "line" | "span" | "heredoc"> & Pick<Declaration, "linked">;

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

/** The same in the builds for each platform, where a base is another stage on each; each place once. */
export function giversAt(analysis: Analysis, name: string, at: Occurrence): Setter[] {
  const first = giverAt(analysis.model, name, at);
  const others = at.variable ? analysis.onPlatforms : [];
  const found = others.flatMap(other => {
    const there = stageVariableAt(other, at.line, inDocument(at, at.span).start);
    return (there && giverAt(other.model, name, there)) ?? [];
  });
  const keyOf = ({ line, span, linked }: Setter) => `${linked?.label ?? ""} ${line.start} ${span.start}`;
  return [...new Map([...(first ? [first] : []), ...found].map(setter => [keyOf(setter), setter])).values()];
}
