import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { toDocument } from "../../dockerfile/sourceMap";
import { didYouMean, nearest } from "../../stages/model/suggest";
import { replacement } from "../fix";
import { flagError } from "../facts/flagError";
import { otherInstructionFixes } from "../facts/otherInstruction";
import type { Rule } from "../rule";

export const unknownFlag: Rule = {
  id: "UnknownFlag",
  title: "An instruction can have only its own flags.",
  advice: () => l10n.t("Use a flag of this instruction, or remove the flag."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report, analysis) {
    const { keyword, flags } = line.instruction;
    const known = flags.length > 0 ? INSTRUCTIONS.get(keyword) : undefined;
    if (!known) return;
    // The builder stops at the first fault of the flags, of whatever kind it is.
    const flag = flags.find(({ name }) => !known.has(name));
    if (!flag || flags.slice(0, flags.indexOf(flag)).some(before => flagError(before, known, flags) !== null))
      return;
    const near = nearest(flag.name, known.keys());
    const name = { start: flag.span.start, end: flag.span.start + "--".length + flag.name.length };
    report({
      span: toDocument(line, flag.span),
      message: `unknown flag: --${flag.name}${didYouMean(near)}`,
      fixes: () => {
        const others = otherInstructionFixes(line, flag.name, analysis);
        if (others.length > 0 || near === null || /[^\x21-\x7e]$/.test(flag.name)) return others;
        return [replacement(l10n.t('Write "--{0}"', near), toDocument(line, name), `--${near}`)];
      },
    });
  },
};
