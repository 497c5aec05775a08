import { INSTRUCTIONS } from "../dockerfile/instructionSet";
import type { Instruction } from "../dockerfile/instruction";
import { toDocument } from "../dockerfile/place";
import { insertion } from "../edits/edit";
import { fix } from "./fix";
import type { Rule } from "./rule";

/** What no instruction begins with, and a command goes on with: an operator of the shell, an option. */
const GOES_ON = /^(?:&&|\|\|?|;|--?[A-Za-z])/;
/** Instructions that people break into several lines. */
const BREAKABLE = /^(?:ADD|CMD|COPY|ENTRYPOINT|HEALTHCHECK|RUN)$/;

export const missingContinuation: Rule = {
  id: "MissingContinuation",
  title: "An instruction goes on in the next line only where its line ends in the escape character",
  advice: "End the line above in the escape character.",
  severity: "information",
  origin: "own",
  isAboutStages: false,
  checkAlone({ body }, { file }, report) {
    for (const [index, line] of body.entries()) {
      if (!goesOn(line.instruction)) continue;
      const first = body.findLastIndex(({ instruction }, at) => at < index && !goesOn(instruction));
      const before = body[index - 1];
      const isBroken = body[first] && BREAKABLE.test(body[first].instruction.keyword);
      if (!before || !isBroken || before.heredocs.length > 0 || Array.isArray(before.instruction.json))
        continue;
      const { end } = before;
      report({
        span: toDocument(line, line.instruction.keywordSpan),
        message: `This goes on with the instruction above, whose line does not end in ${file.escape}`,
        related: [{ span: { start: end, end }, message: `A ${file.escape} is missing here` }],
        line,
        fixes: () => [
          fix(`Add the missing ${file.escape} to the line above`, {
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
