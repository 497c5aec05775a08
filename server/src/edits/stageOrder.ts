/** Whole stages moved and taken away; references by index follow. */
import * as l10n from "@vscode/l10n";
import type { Span } from "../dockerfile/source";
import type { Analysis } from "../stages/analysis/analysis";
import { reachableFrom } from "../stages/model/graph";
import { stageLabel } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { insertion, refuse, removal } from "./edit";
import type { Edit, TextChange } from "./edit";
import { lineEnding, stageLines } from "./lines";
import { rewritten, to } from "./nameStage";

/**
 * Puts a stage, with the comments above it, in front of an earlier one; every build stays what it is. Only where
 * `mayLeaveEnd` says so is the last stage moved, after which a build without a target is that of another one.
 */
export function moveStageBefore(
  analysis: Analysis,
  stage: Stage,
  before: Stage,
  { mayLeaveEnd = false } = {},
): Edit {
  const { model, graph } = analysis;
  const label = stageLabel(stage);
  if (stage.index === model.stages.length - 1 && !mayLeaveEnd)
    return refuse(l10n.t('"{0}" is the last stage, which is the target of a build without --target.', label));
  if (model.stages.some(other => other !== stage && other.name !== "" && other.name === stage.name))
    return refuse(
      l10n.t(
        'Another stage has the name "{0}" too. A reference to it depends on the order of the stages.',
        label,
      ),
    );
  const [first] = reachableFrom(graph, stage.index).filter(
    index => index >= before.index && index < stage.index,
  );
  const needed = model.stages[first ?? -1];
  if (needed)
    return refuse(
      l10n.t('"{0}" needs "{1}", which would be below it after the move.', label, stageLabel(needed)),
    );
  const captured = model.references.find(
    ({ form, to: target, text, inStage, byPlatform }) =>
      form === "FROM" &&
      inStage >= before.index &&
      ((typeof target !== "number" && text === stage.name) ||
        byPlatform.some(({ to: other, expanded }) => typeof other !== "number" && expanded === stage.name)),
  );
  if (captured && captured.inStage < stage.index)
    return refuse(
      l10n.t(
        '"FROM {0}" between the two positions refers to an image. After the move, it would refer to the stage.',
        captured.text,
      ),
    );
  const lines = stageLines(analysis, stage);
  const text = model.file.text.slice(lines.start, lines.end);
  const shifted = shiftedIndexes(analysis, index => {
    if (index === stage.index) return before.index;
    return index >= before.index && index < stage.index ? index + 1 : index;
  });
  if (shifted.some(change => isInside(change, lines)))
    return refuse(
      l10n.t(
        '"{0}" has an ONBUILD instruction that refers by index to a stage between the two positions.',
        label,
      ),
    );
  const { start } = stageLines(analysis, before);
  const ended = text.endsWith("\n") ? text : text + lineEnding(model.file);
  return { changes: [insertion(start, ended), removal(lines), ...shifted] };
}

/** Takes a stage away that nothing refers to, with the comments above it. */
export function dropStage(analysis: Analysis, stage: Stage): Edit {
  const { model } = analysis;
  const user = analysis.referencesTo(stage).find(({ inStage }) => inStage !== stage.index);
  const other = user && model.stages[user.inStage];
  if (other) return refuse(l10n.t('"{0}" refers to this stage.', stageLabel(other)));
  const shifted = shiftedIndexes(analysis, index => (index > stage.index ? index - 1 : index));
  const lines = stageLines(analysis, stage);
  return { changes: [removal(lines), ...shifted.filter(change => !isInside(change, lines))] };
}

function isInside({ span }: TextChange, { start, end }: Span): boolean {
  return span.start >= start && span.end <= end;
}

/** The changes that keep references by index on what they mean; one that means an image gets its name, which nothing shifts. */
export function shiftedIndexes(
  { indexReferences }: Analysis,
  newIndex: (index: number) => number,
): TextChange[] {
  return indexReferences.flatMap(reference => {
    const { to: index, implicit } = reference;
    if (implicit) return rewritten(reference, implicit.text);
    if (typeof index !== "number" || newIndex(index) === index) return [];
    return [to(String(newIndex(index)))(reference)];
  });
}
