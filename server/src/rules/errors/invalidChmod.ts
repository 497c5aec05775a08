import * as l10n from "@vscode/l10n";
import { stepPlace } from "../rule";
import type { Rule } from "../rule";

const SYMBOLIC = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/;
const LARGEST = 0o7777;

export const invalidChmod: Rule = {
  id: "InvalidChmod",
  title: "--chmod must be an octal number up to 07777 or a symbolic mode.",
  advice: () => l10n.t("Write the mode in octal digits, such as 755, or in letters, such as u=rwX,go=rX."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkStage({ steps }, _, report) {
    for (const step of steps)
      for (const { role, span, expansion } of step.words) {
        if (role !== "chmod" || expansion.dependsOnBuild || expansion.error !== null) continue;
        const message = chmodError(expansion.result);
        if (message !== null) report({ ...stepPlace(step, span), message });
      }
  },
};

/** What begins with a digit is read as a number, anything else as symbols (the builder's `convert_copy.go`). */
function chmodError(mode: string): string | null {
  if (mode === "") return null;
  if (!/^\d/.test(mode)) return SYMBOLIC.test(mode) ? null : "invalid syntax";
  if (/^[0-7]+$/.test(mode) && parseInt(mode, 8) <= LARGEST) return null;
  return `invalid chmod parameter: '${mode}'. it should be octal string and between 0 and 07777`;
}
