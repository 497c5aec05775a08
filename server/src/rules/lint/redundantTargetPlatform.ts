import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Stage } from "../../stages/model/model";
import { expandIn } from "../../stages/model/scope";
import { refuse, removal } from "../../edits/edit";
import type { Edit } from "../../edits/edit";
import { safeFix } from "../fix";
import { platformSpan } from "../rule";
import type { Rule } from "../rule";

export const redundantTargetPlatform: Rule = {
  id: "RedundantTargetPlatform",
  title:
    "Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior.",
  advice: () => l10n.t("Remove the flag."),
  severity: "warning",
  origin: "builder",
  isAboutStages: true,
  checkStageLocally(stage, { model }, report) {
    if (!stage.platform) return;
    const { result, matched, unmatched } = expandIn(model.scope, stage.platform);
    const onlyTarget = matched.size === 1 && unmatched.size === 0 && matched.has("TARGETPLATFORM");
    if (!onlyTarget || result !== model.scope.values.get("TARGETPLATFORM")) return;
    report({
      span: platformSpan(stage),
      message: `Setting platform to predefined ${stage.platform} in FROM is redundant as this is the default behavior`,
      line: stage.line,
      fixes: () => [safeFix(l10n.t("Remove the platform"), withoutPlatform(stage))],
    });
  },
};

function withoutPlatform({ line }: Stage): Edit {
  const { flags, rest } = line.instruction;
  const flag = flags.find(({ name }) => name === "platform");
  if (!flag) return refuse(l10n.t("The FROM has no --platform."));
  const { start } = toDocument(line, flag.span);
  const next = flags[flags.indexOf(flag) + 1]?.span ?? rest;
  const { start: end } = toDocument(line, next);
  return end - start === next.start - flag.span.start
    ? { changes: [removal({ start, end })] }
    : refuse(l10n.t("The platform is not on the same line as the rest of the instruction."));
}
