import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Rule } from "../rule";

export const invalidOnbuild: Rule = {
  id: "InvalidOnbuild",
  title: "ONBUILD takes an instruction other than ONBUILD, FROM and MAINTAINER.",
  advice: () => l10n.t("Write an instruction after ONBUILD that can be a trigger instruction."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, keywordSpan, trigger } = line.instruction;
    if (keyword !== "ONBUILD") return;
    const span = toDocument(line, trigger?.keywordSpan ?? keywordSpan);
    if (!trigger) report({ span, message: "ONBUILD requires at least one argument" });
    else if (trigger.keyword === "ONBUILD")
      report({ span, message: "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed" });
    else if (trigger.keyword === "FROM" || trigger.keyword === "MAINTAINER")
      report({ span, message: `${trigger.keyword} isn't allowed as an ONBUILD trigger` });
  },
};
