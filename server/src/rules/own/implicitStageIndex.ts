import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { rewritten } from "../../edits/nameStage";
import { safeFix } from "../fix";
import type { Rule } from "../rule";

export const implicitStageIndex: Rule = {
  id: "ImplicitStageIndex",
  title: "COPY --from=<n> should not mean an image that another instruction uses",
  advice: () => l10n.t("Use the name of the image."),
  severity: "hint",
  origin: "own",
  isAboutStages: true,
  checkUses({ own }, _, report) {
    for (const reference of own) {
      const { implicit, text, line, span } = reference;
      if (!implicit) continue;
      report({
        span: toDocument(line, span),
        message: l10n.t(
          'No stage of this file has the index {0}. It refers to "{1}" because of another instruction, and changes if you add a stage or an image',
          text,
          implicit.text,
        ),
        related: [
          {
            span: toDocument(implicit.line, implicit.span),
            message: l10n.t("The image that the index refers to"),
          },
        ],
        line,
        // An index adds what a name adds, so that other indexes keep their meaning.
        fixes: () => [
          safeFix(l10n.t('Use the name "{0}"', implicit.text), {
            changes: rewritten(reference, implicit.text),
          }),
        ],
      });
    }
  },
};
