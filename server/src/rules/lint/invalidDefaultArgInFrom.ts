import * as l10n from "@vscode/l10n";
import { isPlainImage, parseImageReference } from "../../stages/model/imageReference";
import { baseSpan } from "../rule";
import type { Rule } from "../rule";

export const invalidDefaultArgInFrom: Rule = {
  id: "InvalidDefaultArgInFrom",
  title: "Default value for global ARG results in an empty or invalid base image name.",
  advice: () => l10n.t("Give the argument a default value that works."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  check({ defaults }, report) {
    const required = new Set(defaults.scope.args.filter(arg => arg.isRequired).map(({ name }) => name));
    for (const stage of defaults.stages) {
      const { text, expansion, expanded, to, problem } = stage.base;
      if (text === "" || expansion.error !== null || (to === "image" && problem === null)) continue;
      if (expanded !== "" && (isPlainImage(expanded) || parseImageReference(expanded).error === null))
        continue;
      // Without such an argument the builder does not come as far, with it the default does not count.
      if ([...expansion.unmatched].some(name => required.has(name))) continue;
      report.about(stage, [], () => ({
        span: baseSpan(stage),
        message: `Default value for ARG ${text} results in empty or invalid base image name`,
      }));
    }
  },
};
