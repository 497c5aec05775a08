import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { addDirective } from "../../edits/directive";
import type { Analysis } from "../../stages/analysis/analysis";
import { deviceError } from "../facts/deviceError";
import { fix, replacement } from "../fix";
import type { Fix } from "../fix";
import type { Rule } from "../rule";

const LABS = "docker/dockerfile:1-labs";

export const unsupportedDevice: Rule = {
  id: "UnsupportedDevice",
  title: "RUN --device requires a frontend of the labs channel.",
  advice: () => l10n.t("Write # syntax={0} in the first line.", LABS),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStageLocally(stage, analysis, report) {
    for (const line of stage.body) {
      const flag = line.instruction.flags.find(({ name }) => name === "device");
      // Most files have none, so what reads them is asked last.
      if (line.instruction.keyword !== "RUN" || !flag?.value || analysis.frontend.hasLabs) continue;
      // It is read before it is refused.
      if (deviceError(flag.value) !== null) continue;
      report({
        span: toDocument(line, flag.span),
        message: "device feature is only supported in Dockerfile frontend 1.14.0-labs or later",
        fixes: () => [useLabs(analysis)],
      });
    }
  },
};

function useLabs(analysis: Analysis): Fix {
  const { syntax } = analysis.directives;
  const title = l10n.t("Use the frontend {0}", LABS);
  return syntax
    ? replacement(title, syntax.valueSpan, LABS)
    : fix(title, addDirective(analysis, "syntax", LABS));
}
