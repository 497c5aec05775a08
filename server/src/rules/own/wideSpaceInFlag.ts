import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { ALL_UNSEEN, nameOfUnseen } from "../facts/unseenCharacter";
import { standsForSpace } from "../facts/wideSpaces";
import { replacement } from "../fix";
import type { Rule } from "../rule";

export const wideSpaceInFlag: Rule = {
  id: "WideSpaceInFlag",
  title: "Flags end at a space or a tab, not at a no-break space or another special space",
  advice: () => l10n.t("Replace it with a space."),
  severity: "warning",
  origin: "own",
  isAboutStages: true,
  checkLine(line, report) {
    const { flags, text } = line.instruction;
    for (const { span } of flags)
      for (const { 0: char, index } of text.slice(span.start, span.end).matchAll(ALL_UNSEEN)) {
        const start = span.start + index;
        const place = toDocument(line, { start, end: start + 1 });
        const isNeeded = standsForSpace(text, start) && !isInValue(text, start);
        report({
          span: place,
          message: l10n.t(
            "{0} is part of the flag here: the builder does not read it as a space",
            nameOfUnseen(char),
          ),
          line,
          fixes: () => [
            isNeeded
              ? replacement(l10n.t("Replace it with a space"), place, " ")
              : replacement(l10n.t("Remove it"), place, ""),
          ],
        });
      }
  },
};

/** Whether a key, a value or a field of a mount stands on one side of a character: a space there would end the flag too early. */
function isInValue(text: string, at: number): boolean {
  return /[=,]/.test(text.charAt(at - 1)) || /[=,]/.test(text.charAt(at + 1));
}
