import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import type { Instruction } from "../../dockerfile/instruction";
import { toDocument } from "../../dockerfile/sourceMap";
import { insertion } from "../../edits/edit";
import { fix } from "../fix";
import type { Rule } from "../rule";
import type { LogicalLine } from "../../dockerfile/logicalLines";

/** What no instruction begins with, and a command goes on with: an operator of the shell, an option. */
const GOES_ON = /^(?:&&|\|\|?|;|--?[A-Za-z])/;
/** Instructions that people break into several lines. */
const BREAKABLE = /^(?:ADD|CMD|COPY|ENTRYPOINT|HEALTHCHECK|RUN)$/;

export const missingContinuation: Rule = {
  id: "MissingContinuation",
  title: "An instruction continues on the next line only if its line ends with the escape character",
  advice: () => l10n.t("End the line above with the escape character."),
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkStageLocally({ body }, { model: { file } }, report) {
    /** The last line that is an instruction of its own. */
    let first: LogicalLine | null = null;
    for (const [index, line] of body.entries()) {
      if (!goesOn(line.instruction)) {
        first = line;
        continue;
      }
      const before = body[index - 1];
      const isBroken = first && BREAKABLE.test(first.instruction.keyword);
      if (!before || !isBroken || before.heredocs.length > 0 || Array.isArray(before.instruction.json))
        continue;
      const { end } = before;
      report({
        span: toDocument(line, line.instruction.keywordSpan),
        message: l10n.t(
          "This line continues the instruction above, whose line does not end with {0}",
          file.escape,
        ),
        related: [
          {
            span: { start: end, end },
            message: l10n.t("The escape character {0} is missing here", file.escape),
          },
        ],
        line,
        fixes: () => [
          fix(l10n.t("Add {0} to the line above", file.escape), {
            changes: [insertion(end, ` ${file.escape}`)],
          }),
        ],
      });
    }
  },
};

function goesOn({ keyword }: Instruction): boolean {
  return !INSTRUCTIONS.has(keyword) && GOES_ON.test(keyword);
}
