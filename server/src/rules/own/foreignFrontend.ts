import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";

export const foreignFrontend: Rule = {
  id: "ForeignFrontend",
  title: "The frontend of a file defines its language",
  advice: () => l10n.t("Build the file to check it."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  isOfEveryFrontend: true,
  check({ frontend, directives: { syntax } }, report) {
    if (!frontend.isForeign || frontend.image === null) return;
    const message = l10n.t(
      "This file is not checked, because {0} reads it and may accept what docker/dockerfile rejects",
      frontend.image,
    );
    report({ span: syntax?.valueSpan ?? { start: 0, end: 0 }, message });
  },
};
