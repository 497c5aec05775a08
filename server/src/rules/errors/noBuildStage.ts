import * as l10n from "@vscode/l10n";
import { INSTRUCTIONS } from "../../dockerfile/instructionSet";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Rule } from "../rule";

export const noBuildStage: Rule = {
  id: "NoBuildStage",
  title: "A Dockerfile must have a FROM, and only ARG can be before it.",
  advice: () => l10n.t("Start a stage with FROM."),
  severity: "error",
  origin: "error",
  isAboutStages: true,
  check({ model }, report) {
    const { text, lines, tooLong } = model.file;
    const start = { start: 0, end: 0 };
    if (text === "") report({ span: start, message: "the Dockerfile cannot be empty" });
    else if (lines.length === 0 && !tooLong) {
      // The builder has read to the last line when it says so.
      const last = text.slice(0, -1).lastIndexOf("\n") + 1;
      report({ span: { start: last, end: last }, message: "file with no instructions" });
    }
    for (const line of model.preamble) {
      const { keyword, keywordSpan } = line.instruction;
      if (keyword !== "ARG" && INSTRUCTIONS.has(keyword))
        report({ span: toDocument(line, keywordSpan), message: "no build stage in current context" });
    }
    const onlyArgs = model.preamble.every(({ instruction }) => instruction.keyword === "ARG");
    const last = lines.at(-1);
    if (last && model.stages.length === 0 && onlyArgs)
      report({ span: last, message: "dockerfile contains no stages to build" });
  },
};
