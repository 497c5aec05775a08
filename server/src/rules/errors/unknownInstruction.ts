import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { toDocument } from "../../dockerfile/sourceMap";
import { didYouMean, misspelledOption, nearest } from "../../stages/model/suggest";
import { replacement } from "../fix";
import type { Rule } from "../rule";

export const unknownInstruction: Rule = {
  id: "UnknownInstruction",
  title: "A line must start with an instruction.",
  advice: () =>
    l10n.t(
      "Start the line with an instruction. If it continues the line above, end that line with the escape character.",
    ),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    const { keyword, keywordSpan, text } = line.instruction;
    if (INSTRUCTIONS.has(keyword)) return;
    if (keyword.startsWith("#")) {
      // ONBUILD may hold back a comment; the stage that triggers it reads it as a file of its own.
      report({ span: toDocument(line, keywordSpan), message: "file with no instructions" });
      return;
    }
    const written = text.slice(keywordSpan.start, keywordSpan.end);
    const suggestion = nearest(keyword, INSTRUCTIONS.keys());
    const inCase = (option: string) => (written === keyword ? option : option.toLowerCase());
    const span = toDocument(line, keywordSpan);
    report({
      span,
      fixes: () => {
        const meant = misspelledOption(keyword, INSTRUCTIONS.keys());
        return meant === null ? [] : [replacement(l10n.t('Write "{0}"', inCase(meant)), span, inCase(meant))];
      },
      message: `unknown instruction: ${written}${didYouMean(suggestion === null ? null : inCase(suggestion))}`,
    });
  },
};
