import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { toDocument } from "../../dockerfile/sourceMap";
import { casingOf } from "../../stages/model/keywordCasing";
import { safeFix } from "../fix";
import type { Rule } from "../rule";

export const consistentInstructionCasing: Rule = {
  id: "ConsistentInstructionCasing",
  title: "All commands within the Dockerfile should use the same casing (either upper or lower)",
  advice: () => l10n.t("Write all instructions in the same case."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  check({ model }, report) {
    let upper = 0;
    let lower = 0;
    let mixed = 0;
    for (const { casing } of model.stages) {
      upper += casing.upper;
      lower += casing.lower;
      mixed += casing.mixed;
    }
    if (mixed === 0 && (upper === 0 || lower === 0)) return;
    const right = lower > upper ? "lower" : "upper";
    for (const { line: from, body, casing } of model.stages)
      if (casing.mixed > 0 || casing[right === "lower" ? "upper" : "lower"] > 0)
        for (const line of [from, ...body]) {
          const { keyword, keywordSpan } = line.instruction;
          const written = writtenKeyword(line.instruction);
          if (!INSTRUCTIONS.has(keyword) || casingOf(written) === right) continue;
          const span = toDocument(line, keywordSpan);
          const text = right === "lower" ? keyword.toLowerCase() : keyword;
          report.about(line, [right], () => ({
            span,
            message: `Command '${written}' should match the case of the command majority (${right}case)`,
            fixes: () => [safeFix(l10n.t('Write "{0}"', text), { changes: [{ span, text }] })],
          }));
        }
  },
};
