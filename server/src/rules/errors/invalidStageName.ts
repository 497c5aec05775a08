import * as l10n from "@vscode/l10n";
import type { Analysis } from "../../stages/analysis/analysis";
import { nameSpan } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import { renameStage, to } from "../../edits/nameStage";
import { freeName, INVISIBLE, toStageName } from "../../edits/stageNames";
import { fix } from "../fix";
import type { Fix } from "../fix";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";
import { quoted } from "../../stages/model/quoted";

export const invalidStageName: Rule = {
  id: "InvalidStageName",
  title: "A stage name must start with a letter and be a valid part of an image reference.",
  advice: () =>
    l10n.t("Start with a letter, followed by letters, digits and single -, _ or . characters between them."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkStageLocally(stage, analysis, report) {
    if (!stage.nameWord || stage.line.instruction.words.length !== 3) return;
    if (stage.name !== "" && stage.nameError === null) return;
    const span = nameSpan(stage) ?? fromSpan(stage);
    if (stage.name === "") {
      const written = quoted(stage.nameWord.text);
      const message = `invalid name for build stage: ${written}, name can't start with a number or contain symbols`;
      report({ span, message, fixes: () => fixesOf(analysis, stage) });
      return;
    }
    report({
      span,
      message: `invalid context name ${stage.name}: ${stage.nameError ?? ""}`,
      fixes: () => fixesOf(analysis, stage),
    });
  },
};

/** The nearest name that the builder takes, in the stage and in what can only mean it. */
function fixesOf(analysis: Analysis, stage: Stage): Fix[] {
  const { model } = analysis;
  const span = nameSpan(stage);
  const written = stage.nameWord?.text ?? "";
  const nearest = written.includes("$") ? null : toStageName(written);
  if (!span || nearest === null) return [];
  const name = meansName(analysis, stage, nearest) ? nearest : freeName(analysis, nearest);
  if (stage.name !== "")
    return [fix(l10n.t('Rename the stage to "{0}"', name), renameStage(analysis, stage, name))];
  const meant = model.references.filter(
    ({ to: target, text, inStage, form }) =>
      typeof target !== "number" &&
      text.toLowerCase() === written.toLowerCase() &&
      inStage > stage.index &&
      (form !== "FROM" || model.stages[inStage]?.base.text === text),
  );
  return [
    fix(l10n.t('Rename the stage to "{0}"', name), {
      changes: [{ span, text: name }, ...meant.map(to(name))],
    }),
  ];
}

/** Whether the name is written but for characters that nobody sees, and what is below it means it: the stage is to have that name. */
function meansName({ model }: Analysis, { nameWord, index }: Stage, name: string): boolean {
  const isWritten = nameWord?.text.replace(INVISIBLE, "").toLowerCase() === name;
  if (!isWritten || model.names.has(name)) return false;
  const named = model.references.filter(({ text }) => text.toLowerCase() === name);
  return named.every(({ inStage }) => inStage > index);
}
