import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { countFault, wordsFault } from "../facts/argumentsFault";
import { spaceFixes } from "../facts/wideSpaces";
import type { Rule } from "../rule";

export const invalidArguments: Rule = {
  id: "InvalidArguments",
  title: "Each instruction must have the arguments that it requires.",
  advice: () => l10n.t("Add the missing arguments, or correct their form."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { instruction } = line;
    const fault =
      wordsFault(instruction) ??
      (instruction.trigger && wordsFault(instruction.trigger)) ??
      countFault(instruction);
    if (fault)
      report({
        span: toDocument(line, fault.span),
        message: fault.message,
        fixes: () => spaceFixes(line, instruction.rest),
      });
  },
};
