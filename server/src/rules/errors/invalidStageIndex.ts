import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { to } from "../../edits/nameStage";
import { fix } from "../fix";
import { triggeredBy } from "../rule";
import type { Rule } from "../rule";
import { eachEffective } from "../../stages/analysis/uses";

export const invalidStageIndex: Rule = {
  id: "InvalidStageIndex",
  title: "COPY --from=<n> must be the index of a stage, starting at 0.",
  advice: () => l10n.t("Use the name of a stage above this one. A name stays correct when you add stages."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkUses(uses, { model }, report) {
    const consumer = uses.stage;
    eachEffective(uses, reference => {
      const { problem, line, span } = reference;
      if (problem?.kind !== "index") return;
      report({
        span: toDocument(line, span),
        message: `invalid stage index ${problem.index}`,
        related: triggeredBy(reference, consumer),
        fixes: () => {
          const before = model.stages[consumer.index - 1];
          if (!before || reference.onbuild) return [];
          const name = model.names.get(before.name) === before.index ? before.name : String(before.index);
          return [
            fix(l10n.t('Use the stage before this one, "{0}"', name), { changes: [to(name)(reference)] }),
          ];
        },
      });
    });
  },
};
