import * as l10n from "@vscode/l10n";
import { insertion } from "../../edits/edit";
import { fix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

export const workdirRelativePath: Rule = {
  id: "WorkdirRelativePath",
  title:
    "Relative workdir without an absolute workdir declared within the build can have unexpected results if the base image changes",
  advice: () => l10n.t("Start the path with /."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps) {
      const [path] = step.words;
      if (step.instruction.keyword !== "WORKDIR" || step.hasWorkdir || !path) continue;
      const { result, conditional, error } = path.expansion;
      // A value that only an image or a build knows may well be absolute.
      if (error !== null || result.startsWith("/") || (conditional && path.text.startsWith("$"))) continue;
      const message = `Relative workdir ${JSON.stringify(result)} can have unexpected results if the base image changes`;
      const place = stepPlace(step, path.span);
      report({
        ...place,
        message,
        line: step.line,
        ...stepFixes(step, () => {
          // The path of a drive is absolute where it is one.
          if (!/^\w/.test(path.text) || /^[A-Za-z]:/.test(path.text)) return [];
          return [fix(l10n.t('Write "/{0}"', path.text), { changes: [insertion(place.span.start, "/")] })];
        }),
      });
    }
  },
};
