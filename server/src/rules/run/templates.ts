/**
 * A template is no Dockerfile yet: what is wrong with its marks, and with the stages as they stand in it, is said once, by the rule
 * that knows a template.
 */
import type { Span } from "../../dockerfile/source";
import type { Analysis } from "../../stages/analysis/analysis";
import { templateMarkup } from "../own/templateMarkup";
import type { RuleFinding } from "./finding";

/** Rules about the instructions of a stage together, of which a template may have several for one. */
const OF_STAGES = new Set(["MultipleInstructionsDisallowed", "NoBuildStage"]);

/** The findings that are true of what is generated, too: all where the file is no template, or nobody wants to hear of that. */
export function withTemplate(analysis: Analysis, findings: readonly RuleFinding[]): readonly RuleFinding[] {
  if (!findings.some(({ rule }) => rule === templateMarkup)) return findings;
  const { template, model } = analysis;
  const isMark = overlapOf(template?.marks ?? []);
  const isMarked = overlapOf(model.file.lines.filter(isMark));
  return findings.filter(({ rule, span, leftOut }) => {
    if (rule === templateMarkup || leftOut) return true;
    return !rule.isAboutStages && !OF_STAGES.has(rule.id) && !isMark(span) && !isMarked(span);
  });
}

/** Whether a span has something in common with one of those that are given in the order of the document. */
function overlapOf(spans: readonly Span[]): (span: Span) => boolean {
  const ends: number[] = [];
  for (const { end } of spans) ends.push(Math.max(end, ends.at(-1) ?? 0));
  return ({ start, end }) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return (spans[low]?.start ?? Infinity) < Math.max(end, start + 1);
  };
}
