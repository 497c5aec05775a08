import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { LogicalLine } from "../../dockerfile/logicalLines";
import { removal } from "../../edits/edit";
import { choice, safeFix } from "../fix";
import type { Rule } from "../rule";

/** Where there are more blank lines, a person sees by the first ones what is meant. */
const MOST_RELATED = 20;

export const noEmptyContinuation: Rule = {
  id: "NoEmptyContinuation",
  title: "Empty continuation lines will become errors in a future release",
  advice: () => l10n.t("Remove the blank lines, or write a # on them."),
  severity: "warning",
  origin: "builder",
  isAboutStages: false,
  checkLine(line, report) {
    const { emptyContinuation } = line;
    if (!emptyContinuation) return;
    const { last, blanks } = emptyContinuation;
    report({
      span: last,
      message: "Empty continuation line",
      fixes: () => {
        const edit = { changes: blanks.map(removal) };
        const title = l10n.t("Remove the blank lines");
        // Behind a blank line it may be an instruction of its own: then the blank line is all that shows it.
        return [beginsLikeInstruction(line) ? choice(title, edit) : safeFix(title, edit)];
      },
      related: blanks.slice(0, MOST_RELATED).map(({ start }) => ({
        span: { start, end: start },
        message: l10n.t("This line is blank"),
      })),
    });
  },
};

/** Whether some line behind a blank one begins with the name of an instruction. */
function beginsLikeInstruction({ instruction: { text }, pieces, emptyContinuation }: LogicalLine): boolean {
  const blanks = emptyContinuation?.blanks ?? [];
  let next = 0;
  for (let i = 3; i < pieces.length; i += 2) {
    const before = next;
    while ((blanks[next]?.start ?? Infinity) < (pieces[i] ?? 0)) next++;
    if (next === before) continue;
    const [, word = ""] = /^\s*([A-Za-z]+)\s/.exec(text.slice(pieces[i - 1], pieces[i + 1])) ?? [];
    if (INSTRUCTIONS.has(word.toUpperCase())) return true;
  }
  return false;
}
