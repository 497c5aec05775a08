import * as l10n from "@vscode/l10n";
import { LONGEST_LINE } from "../../dockerfile/physicalLines";
import type { Rule } from "../rule";

export const lineTooLong: Rule = {
  id: "LineTooLong",
  title: "A line must not be longer than 65535 bytes.",
  advice: () => l10n.t("Break the line, or move the text to a file and copy that file."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  check({ model }, report) {
    const { tooLong } = model.file;
    if (tooLong)
      report({ span: tooLong, message: `dockerfile line greater than max allowed size of ${LONGEST_LINE}` });
  },
};
