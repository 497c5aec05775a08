import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { misspelledFrom } from "../facts/misspelledFrom";
import { fix } from "../fix";
import type { Rule } from "../rule";

export const misspelledFromFlag: Rule = {
  id: "MisspelledFromFlag",
  title: "COPY takes the name of a stage with --from=",
  advice: () => l10n.t("Write --from=."),
  severity: "information",
  origin: "own",
  isAboutStages: true,
  checkLine(line, report) {
    const instruction = line.instruction.trigger ?? line.instruction;
    const written = misspelledFrom(instruction);
    if (!written) return;
    const span = toDocument(line, written);
    const text = instruction.text.slice(written.start, written.end);
    report({
      span,
      message: isFlag(text)
        ? l10n.t("{0} is not --from=, so the builder rejects it", JSON.stringify(text))
        : l10n.t("{0} is not --from=, so the builder reads it as files to copy", JSON.stringify(text)),
      line,
      fixes: () => [fix(l10n.t('Write "--from="'), { changes: [{ span, text: "--from=" }] })],
    });
  },
};

function isFlag(text: string): boolean {
  return text.startsWith("--") && text !== "--";
}
