import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Span } from "../../dockerfile/source";
import { parseImageReference } from "../../stages/model/imageReference";
import { spaceFixes } from "../facts/wideSpaces";
import { replacement } from "../fix";
import type { Fix } from "../fix";
import { triggeredBy } from "../rule";
import type { Rule } from "../rule";
import { eachEffective } from "../../stages/analysis/uses";
import { quoted } from "../../stages/model/quoted";

export const invalidImageReference: Rule = {
  id: "InvalidImageReference",
  title: "A name that is not a stage or a named context must be a valid image reference.",
  advice: () => l10n.t("Use a stage above, or an image as registry/repository:tag in lower case."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  checkStageLocally({ base, line }, _, report) {
    if (base.problem?.kind !== "image") return;
    const span = toDocument(line, base.span);
    report({
      span,
      message: failure(base.expanded, base.problem.reason),
      fixes: () => {
        const spaces = spaceFixes(line, base.span);
        return spaces.length > 0 ? spaces : inLowerCase(span, base.text);
      },
    });
  },
  checkUses(uses, _, report) {
    eachEffective(uses, reference => {
      const { problem, line, span, text } = reference;
      if (problem?.kind !== "image") return;
      report({
        span: toDocument(line, span),
        message: failure(text, problem.reason),
        related: triggeredBy(reference, uses.stage),
        fixes: () => inLowerCase(toDocument(line, span), text),
      });
    });
  },
};

function failure(text: string, reason: string): string {
  return `failed to parse stage name ${quoted(text)}: ${reason}`;
}

/** Names of stages and repositories have no upper-case letters; tags may have them. */
function inLowerCase(span: Span, text: string): Fix[] {
  const colon = text.lastIndexOf(":");
  const tag = colon > text.lastIndexOf("/") ? text.slice(colon) : "";
  const lower = text.slice(0, text.length - tag.length).toLowerCase() + tag;
  const isMended = lower !== text && !text.includes("$") && parseImageReference(lower).error === null;
  return isMended ? [replacement(l10n.t('Write "{0}"', lower), span, lower)] : [];
}
