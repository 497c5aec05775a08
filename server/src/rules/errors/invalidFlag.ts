import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { toDocument } from "../../dockerfile/sourceMap";
import { flagError } from "../facts/flagError";
import type { Rule } from "../rule";

export const invalidFlag: Rule = {
  id: "InvalidFlag",
  title: "Flags must not be repeated, and must have valid values.",
  advice: () => l10n.t("Use the flag once, with a value of the correct type."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, flags } = line.instruction;
    const known = flags.length > 0 ? INSTRUCTIONS.get(keyword) : undefined;
    if (!known) return;
    for (const flag of flags) {
      // As the builder does, stop at the first fault: an unknown flag is for another rule to say.
      if (!known.has(flag.name)) break;
      const message = flagError(flag, known, flags);
      if (message === null) continue;
      report({ span: toDocument(line, flag.span), message });
      break;
    }
  },
};
