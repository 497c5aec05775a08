import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { stageLabel } from "../../stages/model/stagePlaces";
import { fromSpan } from "../rule";
import type { Rule } from "../rule";

export const copyFromOwnBase: Rule = {
  id: "CopyFromOwnBase",
  title: "A stage already has the files of its base stage",
  advice: () => l10n.t("Remove the instruction, or copy inside the stage with RUN cp."),
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  checkUses({ base: chain, own }, _, report) {
    if (!chain) return;
    const base = chain.stage;
    for (const { form, onbuild, to, line, span } of own) {
      if (form !== "COPY" || onbuild || to !== base.index) continue;
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
