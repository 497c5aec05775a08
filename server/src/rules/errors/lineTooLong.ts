import * as l10n from "@vscode/l10n";
import { LONGEST_LINE } from "../../dockerfile/physicalLines";
import type { Rule } from "../rule";

export const lineTooLong: Rule = {
  id: "LineTooLong",
  title: "The builder reads lines of 65535 bytes at most.",
  advice: () => l10n.t("Break the line, or put the text into a file that is copied."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  check({ model }, report) {
    const { tooLong } = model.file;
    if (tooLong)
      report({ span: tooLong, message: `dockerfile line greater than max allowed size of ${LONGEST_LINE}` });
  },
};
