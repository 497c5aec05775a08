import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { nameSpan } from "../../stages/model/stagePlaces";
import type { Stage } from "../../stages/model/model";
import type { Reference } from "../../stages/model/references";
import { to as renamed } from "../../edits/nameStage";
import { fix } from "../fix";
import { fromSpan } from "../rule";
import type { Finding, Rule } from "../rule";

export const likelyStageTypo: Rule = {
  id: "LikelyStageTypo",
  title: "An image name that is similar to a stage name is probably misspelled",
  advice: () => l10n.t("Use a stage above, or an image with its tag."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  check({ misspelledStages }, report) {
    if (!misspelledStages) report.tooLarge();
    misspelledStages?.forEach((stage, reference) => {
      report.about(reference, stage, find);
    });
  },
};

function find(reference: Reference, stage: Stage): Finding {
  const { name } = stage;
  return {
    span: toDocument(reference.line, reference.span),
    message: l10n.t(
      '"{0}" is not a stage, so the builder uses an image with this name (did you mean {1}?)',
      reference.text,
      name,
    ),
    related: [{ span: nameSpan(stage) ?? fromSpan(stage), message: l10n.t('"{0}" is defined here', name) }],
    line: reference.line,
    fixes: () => [fix(l10n.t('Use the stage "{0}"', name), { changes: [renamed(name)(reference)] })],
  };
}
