import { toDocument } from "../dockerfile/place";
import type { Need } from "../stages/graph";
import { stageLabel } from "../stages/model";
import type { StageModel } from "../stages/model";
import { fromSpan } from "./rule";
import type { RelatedPlace, Rule } from "./rule";

// A circle of thousands is marked as far as a person would follow it.
const MOST_MARKS = 100;
const MOST_RELATED = 5;

export const circularStageDependency: Rule = {
  id: "CircularStageDependency",
  title: "Stages must not copy or mount from one another in a circle.",
  advice: "Move what both stages need into a stage of its own.",
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model, cycle }, report) {
    if (!cycle) return;
    const message = `circular dependency detected on stage: ${stageLabel(model.stages[cycle.from])}`;
    const places = cycle.path.map(need => placeOf(model, need));
    for (const [index, place] of places.slice(0, MOST_MARKS).entries()) {
      const next = places.slice(index + 1, index + 1 + MOST_RELATED);
      const related = [...next, ...places.slice(0, Math.min(index, MOST_RELATED - next.length))];
      report({ span: place.span, message, related });
    }
  },
};

function placeOf(model: StageModel, { stage, on, reference }: Need): RelatedPlace {
  const inStage = model.stages[stage];
  const span = reference
    ? toDocument(reference.line, reference.span)
    : inStage
      ? fromSpan(inStage)
      : { start: 0, end: 0 };
  return { span, message: `"${stageLabel(inStage)}" needs "${stageLabel(model.stages[on])}"` };
}
