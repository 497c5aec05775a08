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
  title: "An array is JSON: strings in double quotes, with commas between them",
  advice: () => l10n.t('Write ["program", "argument"].'),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkLine(line, report) {
    const instruction = line.instruction.trigger ?? line.instruction;
    const { keyword, rest } = instruction;
    if (!TAKES_ARRAY.test(keyword)) return;
    const changes = jsonForm(line, instruction);
    if (!changes || changes.length === 0) return;
    report({
      span: toDocument(line, rest),
      message: RUNS.test(keyword)
        ? l10n.t("This is no JSON, so the shell is given it as a command, with its brackets and quotes")
        : l10n.t("This is no JSON, so the builder takes its brackets and quotes for parts of paths"),
      line,
      fixes: () => [fix(l10n.t("Write it as JSON"), { changes })],
    });
  },
};
