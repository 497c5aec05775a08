/** The variables that have a value, or may be given one, at a place of a stage: what can be written behind a `$`. */
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../analysis/analysis";
import { isStart } from "../analysis/variables/scriptUses";
import type { Declaration } from "../analysis/variables/stageVariables";
import { entriesOf } from "../../shared/persistentMap";
import type { Stage } from "../model/model";

/**
 * What gives each variable its value where a token is written in a line of a stage, the nearest line first. What containers
 * start sees what `ENV` has set at the end of the stage.
 */
export function giversAt(
  { variables }: Analysis,
  stage: Stage,
  line: LogicalLine,
  token: Span,
): Declaration[] {
  const { own, held } = variables(stage);
  const instruction = line.instruction.trigger ?? line.instruction;
  const { start, end, occurrences } = (line.instruction.trigger ? held : own) ?? own;
  if (isStart(instruction))
    return nearestFirst([...entriesOf(end)].flatMap(([, { env }]) => (env ? [env] : [])));
  const givers = new Map([...entriesOf(start)].map(([name, { giver }]) => [name, giver]));
  // An ARG sees the ones before it on its line.
  const isBeforeOnLine = (name: Span) =>
    instruction.keyword === "ARG" &&
    instruction.words.some(({ span }) => span.start === name.start && span.end < token.start);
  for (const { declares, line: other, span, name } of occurrences) {
    const isBefore = other.start < line.start || (other === line && isBeforeOnLine(span));
    if (declares && isBefore && !(declares.source === "before" && givers.has(name)))
      givers.set(name, declares);
  }
  return nearestFirst([...givers.values()]);
}

function nearestFirst(givers: Declaration[]): Declaration[] {
  return givers.sort(
    (a, b) =>
      Number(a.linked !== undefined) - Number(b.linked !== undefined) ||
      b.line.start - a.line.start ||
      a.span.start - b.span.start,
  );
}
