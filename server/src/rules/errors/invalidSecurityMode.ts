import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";
import { reportUnknownMode } from "../facts/runMode";

const MODES = new Set(["sandbox", "insecure"]);

export const invalidSecurityMode: Rule = {
  id: "InvalidSecurityMode",
  title: "RUN --security must be sandbox or insecure.",
  advice: () => l10n.t("Use sandbox or insecure."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    reportUnknownMode(line, report, "security", MODES, quoted => `security ${quoted} is not valid`);
  },
};
