/** What is said of stages that a named context replaces: the builder parses their instructions, and builds none of them (spec 2.4). */
import { lineAt } from "../../dockerfile/dockerfile";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import type { Analysis } from "../../stages/analysis/analysis";
import { stageAt } from "../../stages/model/stagePlaces";
import type { RuleFinding } from "./finding";

/**
 * Findings without those of our own rules in such stages: what is not built is not wrong. What tells why the builder refuses to parse a
 * line is left, as are the errors of the builder.
 */
export function withoutReplaced(
  { model }: Analysis,
  findings: readonly RuleFinding[],
): readonly RuleFinding[] {
  if (!model.stages.some(({ replaced }) => replaced)) return findings;
  const lineOf = (offset: number): LogicalLine | null => lineAt(model.file, offset);
  const refused = new Set<LogicalLine | null>();
  for (const { rule, span, related = [] } of findings)
    if (rule.origin === "error")
      for (const { start } of [span, ...related.map(place => place.span)]) refused.add(lineOf(start));
  return findings.filter(({ rule, span: { start }, leftOut }) => {
    if (rule.origin !== "own" || leftOut || stageAt(model, start)?.replaced !== true) return true;
    return rule.namesCause === true && refused.has(lineOf(start));
  });
}
