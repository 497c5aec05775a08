import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import { isWordSeparator } from "../../dockerfile/source";
import { replacement } from "../fix";
import type { Rule } from "../rule";

/** What looks like a space or like nothing. */
const UNSEEN = /[\u0085\u00a0\u00ad\u1680\u2000-\u200f\u2028\u2029\u202f\u205f\u2060\u3000\ufeff]/g;
const NO_WIDTH = /[\u00ad\u200b-\u200f\u2060\ufeff]/;

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
      for (const { 0: char, index } of text.slice(span.start, span.end).matchAll(UNSEEN)) {
        const start = span.start + index;
        const place = toDocument(line, { start, end: start + 1 });
        const isNeeded = !NO_WIDTH.test(char) && !isAtSpace(text, start + 1);
        report({
          span: place,
          message: l10n.t(
            "{0} is part of the flag here: the builder does not read it as a space",
            nameOf(char),
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

function isAtSpace(text: string, at: number): boolean {
  return at === text.length || isWordSeparator(text.charCodeAt(at));
}

/** `U+00A0 (no-break space)`. */
function nameOf(char: string): string {
  const code = `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`;
  switch (char) {
    case "\u00a0":
      return l10n.t("{0} (no-break space)", code);
    case "\u3000":
      return l10n.t("{0} (ideographic space)", code);
    case "\u200b":
      return l10n.t("{0} (zero-width space)", code);
    case "\ufeff":
      return l10n.t("{0} (byte order mark)", code);
    default:
      return l10n.t("{0} (a special space)", code);
  }
}
