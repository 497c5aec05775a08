import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { aliasStage } from "../../edits/aliasStage";
import { fix } from "../fix";
import { triggeredBy } from "../rule";
import type { Rule } from "../rule";
import { eachEffective } from "../../stages/analysis/uses";

export const variableInFrom: Rule = {
  id: "VariableInFrom",
  title: "--from and from= cannot contain variables.",
  advice: () =>
    l10n.t("Add a stage for the image: use the variable in FROM, and refer to the stage by its name here."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkUses(uses, analysis, report) {
    eachEffective(uses, reference => {
      const { problem, form, line, span } = reference;
      if (problem?.kind !== "variable") return;
      report({
        span: toDocument(line, span),
        message:
          form === "COPY"
            ? "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround"
            : "'from' doesn't support variable expansion, define alias stage instead",
        related: triggeredBy(reference, uses.stage),
        fixes: () =>
          reference.onbuild
            ? []
            : [
                fix(
                  l10n.t('Add a stage for "{0}"', reference.text),
                  aliasStage(analysis, uses.stage, reference),
                ),
              ],
      });
    });
  },
};
