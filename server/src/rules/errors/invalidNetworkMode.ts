import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";
import { reportUnknownMode } from "../facts/runMode";

const MODES = new Set(["default", "none", "host"]);

export const invalidNetworkMode: Rule = {
  id: "InvalidNetworkMode",
  title: "RUN --network must be default, none or host.",
  advice: () => l10n.t("Use default, none or host."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    reportUnknownMode(line, report, "network", MODES, quoted => `invalid network mode ${quoted}`);
  },
};
