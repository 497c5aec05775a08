import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";

/** A longer mark is shown in part. */
const LONGEST = 40;

export const templateMarkup: Rule = {
  id: "TemplateMarkup",
  title: "A template is checked only where it is a Dockerfile",
  advice: () => l10n.t("Build the file that is generated from it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  namesCause: true,
  check({ template, model }, report) {
    if (!template) return;
    const { start, end } = template.sign;
    const [mark = ""] = model.file.text.slice(start, end).split(/\r?\n/, 1);
    const shown = mark.length > LONGEST ? `${mark.slice(0, LONGEST)}…` : mark;
    report({
      span: template.sign,
      message: l10n.t("This file is a template: the builder reads {0} as text", shown),
    });
  },
};
