import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { to } from "../../edits/nameStage";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Need } from "../../stages/model/graph";
import { stageLabel } from "../../stages/model/stagePlaces";
import { isIndex } from "../../stages/model/references";
import type { Reference } from "../../stages/model/references";
import { fix } from "../fix";
import type { Fix } from "../fix";
import type { RelatedPlace, Rule } from "../rule";

// A circle of thousands is marked as far as a person would follow it.
const MOST_MARKS = 100;
const MOST_RELATED = 5;

export const circularStageDependency: Rule = {
  id: "CircularStageDependency",
  title: "Stages must not depend on each other in a circle.",
  advice: () => l10n.t("Move the files that both stages need to a separate stage."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check(analysis, report) {
    const { model, cycle } = analysis;
    if (!cycle) return;
    const message = `circular dependency detected on stage: ${stageLabel(model.stages[cycle.from])}`;
    const places = cycle.path.map(need => placeOf(analysis, need));
    if (places.length > MOST_MARKS) report.tooLarge();
    for (const [index, place] of places.slice(0, MOST_MARKS).entries()) {
      const next = places.slice(index + 1, index + 1 + MOST_RELATED);
      const related = [...next, ...places.slice(0, Math.min(index, MOST_RELATED - next.length))];
      const own = cycle.path.length === 1 ? cycle.path[0]?.reference : undefined;
      report({
        span: place.span,
        message,
        related,
        ...(own ? { fixes: () => useStageBefore(analysis, own) } : {}),
      });
    }
  },
};

/** A stage that copies from its own index has counted the stages from 1. */
function useStageBefore({ model }: Analysis, reference: Reference): Fix[] {
  const before = model.stages[reference.inStage - 1];
  if (!before || !isIndex(reference) || reference.onbuild) return [];
  const name = model.names.get(before.name) === before.index ? before.name : String(before.index);
  return [fix(l10n.t('Use the stage before this one, "{0}"', name), { changes: [to(name)(reference)] })];
}

function placeOf({ model: { stages } }: Analysis, { stage, on, reference, line }: Need): RelatedPlace {
  const span = reference ? toDocument(line, reference.span) : line;
  return { span, message: l10n.t('"{0}" needs "{1}"', stageLabel(stages[stage]), stageLabel(stages[on])) };
}
