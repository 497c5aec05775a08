import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { jsonForm } from "../../edits/jsonForm";
import { fix } from "../fix";
import type { Rule } from "../rule";

/** Instructions that take an array. */
const TAKES_ARRAY = /^(?:ADD|CMD|COPY|ENTRYPOINT|RUN|VOLUME)$/;
const RUNS = /^(?:CMD|ENTRYPOINT|RUN)$/;

export const misspelledJsonForm: Rule = {
  id: "MisspelledJsonForm",
  title: "An array must be valid JSON: strings in double quotes, separated by commas",
  advice: () => l10n.t('Write ["program", "argument"].'),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkLine(line, report) {
    const instruction = line.instruction.trigger ?? line.instruction;
    const { keyword, rest, text } = instruction;
    if (!TAKES_ARRAY.test(keyword)) return;
    const changes = jsonForm(line, instruction);
    if (!changes || changes.length === 0) return;
    report({
      span: toDocument(line, rest),
      message: !text.startsWith("[", rest.start)
        ? l10n.t("This is not valid JSON, so the shell runs it as a command, with the commas")
        : RUNS.test(keyword)
          ? l10n.t("This is not valid JSON, so the shell runs it as a command, with the brackets and quotes")
          : l10n.t("This is not valid JSON, so the builder reads the brackets and quotes as parts of paths"),
      line,
      fixes: () => [fix(l10n.t("Write it as JSON"), { changes })],
    });
  },
};
