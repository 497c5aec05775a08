import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { toDocument } from "../../dockerfile/sourceMap";
import { casingOf } from "../../stages/model/keywordCasing";
import { safeFix } from "../fix";
import type { Analysis } from "../../stages/analysis/analysis";
import type { Rule } from "../rule";

export const consistentInstructionCasing: Rule = {
  id: "ConsistentInstructionCasing",
  title: "All commands within the Dockerfile should use the same casing (either upper or lower)",
  advice: () => l10n.t("Write all instructions in the same case."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  dependsOn: majority,
  checkUses({ stage: { line: from, body, casing } }, analysis, report) {
    const right = majority(analysis);
    if (right === null || (casing.mixed === 0 && casing[right === "lower" ? "upper" : "lower"] === 0)) return;
    for (const line of [from, ...body]) {
      const { keyword, keywordSpan } = line.instruction;
      const written = writtenKeyword(line.instruction);
      if (!INSTRUCTIONS.has(keyword) || casingOf(written) === right) continue;
      const span = toDocument(line, keywordSpan);
      const text = right === "lower" ? keyword.toLowerCase() : keyword;
      report({
        span,
        message: `Command '${written}' should match the case of the command majority (${right}case)`,
        fixes: () => [safeFix(l10n.t('Write "{0}"', text), { changes: [{ span, text }] })],
      });
    }
  },
};

type Majority = "lower" | "upper" | null;

/** Every stage is judged by it. */
const known = new WeakMap<Analysis, { readonly majority: Majority }>();

/** The case that most instructions of the stages have; null where all have the same. */
function majority(analysis: Analysis): Majority {
  let found = known.get(analysis);
  if (!found) known.set(analysis, (found = { majority: majorityOf(analysis) }));
  return found.majority;
}

function majorityOf({ model: { stages } }: Analysis): Majority {
  let upper = 0;
  let lower = 0;
  let mixed = 0;
  for (const { casing } of stages) {
    upper += casing.upper;
    lower += casing.lower;
    mixed += casing.mixed;
  }
  if (mixed === 0 && (upper === 0 || lower === 0)) return null;
  return lower > upper ? "lower" : "upper";
}
