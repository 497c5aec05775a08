import * as l10n from "@vscode/l10n";
import { writtenKeyword } from "../../dockerfile/instruction";
import { withEquals } from "../../edits/keyValue";
import { isShellName } from "../facts/shellName";
import { safeFix } from "../fix";
import { stepFixes, stepPlace } from "../rule";
import type { Rule } from "../rule";

export const legacyKeyValueFormat: Rule = {
  id: "LegacyKeyValueFormat",
  title: "Legacy key/value format with whitespace separator should not be used",
  advice: () => l10n.t("Write = between the key and the value, and quote a value that contains white space."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkStage({ steps }, { model }, report) {
    for (const step of steps) {
      const { instruction, line } = step;
      const [first, second] = instruction.words;
      if ((instruction.keyword !== "ENV" && instruction.keyword !== "LABEL") || !first || !second) continue;
      if (first.text.includes("=")) continue;
      const name = writtenKeyword(instruction);
      const message = `"${name} key=value" should be used instead of legacy "${name} key value" format`;
      report({
        ...stepPlace(step, { start: first.span.start, end: instruction.rest.end }),
        message,
        line,
        ...stepFixes(step, () =>
          // What is no name of a variable is something else that came to stand there.
          instruction.keyword === "ENV" && !isShellName(first.text)
            ? []
            : [safeFix(l10n.t('Write "{0}="', first.text), withEquals(line, model.file.escape))],
        ),
      });
    }
  },
};
