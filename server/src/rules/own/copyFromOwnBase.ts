import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { stageLabel } from "../../stages/model/model";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const copyFromOwnBase: Rule = {
  id: "CopyFromOwnBase",
  title: "A stage already has the files of its base stage",
  advice: () => l10n.t("Remove the instruction, or copy inside the stage with RUN cp."),
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  check({ model, graph }, report) {
    for (const reference of model.references) {
      const { form, onbuild, to, inStage, line, span } = reference;
      const parent = graph.bases[inStage] ?? null;
      const base = form === "COPY" && !onbuild && to === parent ? model.stages[parent ?? -1] : undefined;
      if (!base) continue;
      report({
        span: toDocument(line, span),
        message: l10n.t(
          'This stage is based on "{0}" and already has its files, at the same paths',
          stageLabel(base),
        ),
        related: [{ span: fromSpan(base), message: l10n.t("The base of this stage") }],
        line,
      });
    }
  },
};
