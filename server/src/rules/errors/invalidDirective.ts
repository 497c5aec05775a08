import * as l10n from "@vscode/l10n";
import type { Rule } from "../rule";

export const invalidDirective: Rule = {
  id: "InvalidDirective",
  title: "Parser directives must be valid.",
  advice: () => l10n.t("Write each directive once, at the top of the file."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  check({ model, directives, checkOptions }, report) {
    const { directiveProblem } = model.file;
    if (directiveProblem) report(directiveProblem);
    // What a build says of checks is read in place of the directive.
    if (model.options.buildArgs.has("BUILDKIT_DOCKERFILE_CHECK")) return;
    const { problem } = checkOptions;
    const { check } = directives;
    if (problem !== null && check) report({ span: check.valueSpan, message: problem });
  },
};
