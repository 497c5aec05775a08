import * as l10n from "@vscode/l10n";
import { CHECKS, hasFeature } from "../../stages/model/frontendFeatures";
import { parseImageReference } from "../../stages/model/imageReference";
import type { Rule } from "../rule";

export const invalidDirective: Rule = {
  id: "InvalidDirective",
  title: "Parser directives must be valid.",
  advice: () => l10n.t("Write each directive once, at the top of the file."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  isOfEveryFrontend: true,
  check({ model, directives, checkOptions, frontend }, report) {
    const { check, syntax } = directives;
    // The builder needs the frontend before anything reads the file.
    if (syntax && frontend.image !== null && !model.options.buildArgs.has("BUILDKIT_SYNTAX")) {
      const { error } = parseImageReference(frontend.image);
      if (error !== null) report({ span: syntax.valueSpan, message: error });
    }
    if (frontend.isForeign) return;
    const { directives: read, directiveProblem } = model.file;
    // To a frontend without checks theirs is a comment, and no directive stands below one.
    const firstCheck = hasFeature(frontend, CHECKS) ? undefined : read.find(({ name }) => name === "check");
    const end = firstCheck?.span.start ?? Infinity;
    if (directiveProblem && directiveProblem.span.start < end) report(directiveProblem);
    // What a build says of checks is read in place of the directive.
    if (model.options.buildArgs.has("BUILDKIT_DOCKERFILE_CHECK")) return;
    const { problem } = checkOptions;
    if (problem !== null && check && hasFeature(frontend, CHECKS))
      report({ span: check.valueSpan, message: problem });
  },
};
