import * as l10n from "@vscode/l10n";
import { toDocument } from "../dockerfile/place";
import type { Need } from "../stages/graph";
import { stageLabel } from "../stages/model";
import type { StageModel } from "../stages/model";
import type { RelatedPlace, Rule } from "./rule";

// A circle of thousands is marked as far as a person would follow it.
const MOST_MARKS = 100;
const MOST_RELATED = 5;

export const circularStageDependency: Rule = {
  id: "CircularStageDependency",
  title: "Stages must not copy or mount from one another in a circle.",
  advice: () => l10n.t("Move what both stages need into a stage of its own."),
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

function placeOf({ stages }: StageModel, { stage, on, reference, line }: Need): RelatedPlace {
  const span = reference ? toDocument(line, reference.span) : line;
  return { span, message: l10n.t('"{0}" needs "{1}"', stageLabel(stages[stage]), stageLabel(stages[on])) };
}
