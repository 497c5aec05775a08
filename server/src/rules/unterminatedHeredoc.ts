import { toDocument } from "../dockerfile/place";
import type { Rule } from "./rule";

export const unterminatedHeredoc: Rule = {
  id: "UnterminatedHeredoc",
  title: "A heredoc ends at a line that is its name and nothing else.",
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    if (!line.heredocs.some(({ terminator }) => terminator === null)) return;
    const { instruction } = line;
    const start = instruction.text.indexOf("<<");
    report({
      span: toDocument(line, { start, end: instruction.rest.end }),
      message: "unterminated heredoc",
    });
  },
};
