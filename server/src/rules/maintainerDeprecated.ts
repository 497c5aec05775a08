import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

export const maintainerDeprecated: Rule = {
  id: "MaintainerDeprecated",
  title: "The MAINTAINER instruction is deprecated, use a label instead to define an image author",
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, keywordSpan } = line.instruction;
    if (keyword !== "MAINTAINER") return;
    const message = "Maintainer instruction is deprecated in favor of using label";
    report({ span: toDocument(line, keywordSpan), message, line });
  },
};
