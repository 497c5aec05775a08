/** A stage put into the only one that is based on it. */
import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../dockerfile/instruction";
import { toDocument } from "../dockerfile/sourceMap";
import type { Analysis } from "../stages/analysis/analysis";
import { isNamedAround } from "../stages/model/buildsAround";
import { nameSpan, stageLabel, stageSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import { applyChanges, refuse, removal } from "./edit";
import type { Edit, TextChange } from "./edit";
import { stageLines } from "./lines";
import { isLiteral } from "../stages/model/references";
import { inheritanceFault } from "./splitStage";
import { shiftedIndexes } from "./stageOrder";

/** Puts the instructions of a stage in front of those of the stage that is based on it, and takes it away. */
export function inlineStage(analysis: Analysis, stage: Stage): Edit {
  const { model } = analysis;
  const label = stageLabel(stage);
  const users = analysis.referencesTo(stage);
  const [use] = users;
  if (!use) return refuse(l10n.t('Nothing refers to "{0}".', label));
  if (users.length > 1) return refuse(l10n.t('"{0}" has {1} references.', label, users.length));
  const user = model.stages[use.inStage];
  if (!user || use.form !== "FROM")
    return refuse(
      l10n.t('Other stages copy or mount files from "{0}", so it must remain a separate stage.', label),
    );
  if (!isLiteral(use))
    return refuse(l10n.t('"FROM {0}" refers to the stage through a variable.', user.base.text));
  if (model.options.targets?.some(target => target.toLowerCase() === stage.name))
    return refuse(l10n.t('"{0}" is a target in the setting dockerfileStages.targets.', label));
  if (isNamedAround(model, stage)) return refuse(l10n.t('Builds in other files name "{0}".', label));
  if (stage.replaced || user.replaced) return refuse(l10n.t("A named context replaces the stage."));
  const fault = inheritanceFault(stage.body, user.body);
  if (fault !== null) return refuse(fault);
  const captured = model.stages
    .slice(stage.index + 1, user.index)
    .find(({ name }) => name !== "" && name === stage.base.expanded);
  if (captured) return refuse(l10n.t('"FROM {0}" after it would refer to another stage.', captured.name));
  const moved = stageLines(analysis, stage);
  const shifted = shiftedIndexes(analysis, index => (index > stage.index ? index - 1 : index));
  if (shifted.some(({ span }) => span.start >= moved.start && span.end <= moved.end))
    return refuse(l10n.t('"{0}" has an ONBUILD instruction that refers to a stage by its index.', label));
  const { line } = user;
  // The comments above the one FROM follow those above the other.
  const { end } = stageSpan(stage);
  const text = model.file.text.slice(moved.start, end);
  const inserted = applyChanges(text, [renamed(stage, user, moved.start)]);
  return {
    changes: [removal(moved), { span: { start: line.from, end: line.end }, text: inserted }, ...shifted],
  };
}

/** The change that gives the `FROM` of a stage the name of another, counted from `start`. */
function renamed(stage: Stage, { nameWord }: Stage, start: number): TextChange {
  const { line, base } = stage;
  const as = writtenKeyword(line.instruction) === "FROM" ? "AS" : "as";
  const name = nameSpan(stage);
  const behind = toDocument(line, base.span).end - start;
  if (!name) return { span: { start: behind, end: behind }, text: nameWord ? ` ${as} ${nameWord.text}` : "" };
  return nameWord
    ? { span: { start: name.start - start, end: name.end - start }, text: nameWord.text }
    : removal({ start: behind, end: name.end - start });
}
