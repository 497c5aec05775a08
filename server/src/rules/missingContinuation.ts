import { INSTRUCTIONS } from "../dockerfile/instructionSet";
import type { LogicalLine } from "../dockerfile/logicalLines";
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
  check({ model }, report) {
    const { lines, escape } = model.file;
    let before: LogicalLine | null = null;
    for (const line of lines) {
      const { keyword, keywordSpan } = line.instruction;
      const goesOn: boolean = before !== null && GOES_ON.test(keyword) && !INSTRUCTIONS.has(keyword);
      if (before && goesOn) {
        const { end } = before;
        report({
          span: toDocument(line, keywordSpan),
          message: `This goes on with the instruction above, whose line does not end in ${escape}`,
          related: [{ span: { start: end, end }, message: `A ${escape} is missing here` }],
          line,
          fixes: () => [
            fix(`Add the missing ${escape} to the line above`, { changes: [insertion(end, ` ${escape}`)] }),
          ],
        });
      }
      const mayGoOn: boolean = goesOn || (BREAKABLE.test(keyword) && !Array.isArray(line.instruction.json));
      before = mayGoOn && line.heredocs.length === 0 ? line : null;
    }
  },
};
