/** Characters that look like a space or like nothing, and that the builder reads as part of a word. */
import * as l10n from "@vscode/l10n";
import { UNSEEN } from "../../dockerfile/source";

/** One of them, and all of them. */
export const ONE_UNSEEN = new RegExp(`[${UNSEEN}]`);
export const ALL_UNSEEN = new RegExp(ONE_UNSEEN, "g");

/** The character with its number, for a message: `U+00A0 (no-break space)`. */
export function nameOfUnseen(char: string): string {
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
