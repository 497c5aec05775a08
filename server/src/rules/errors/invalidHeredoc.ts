import * as l10n from "@vscode/l10n";
import { toDocument } from "../../dockerfile/sourceMap";
import type { Rule } from "../rule";

export const invalidHeredoc: Rule = {
  id: "InvalidHeredoc",
  title: "A heredoc can be a source of COPY and ADD, but not the destination.",
  advice: () => l10n.t("Write a destination path after the heredoc."),
  severity: "error",
  origin: "error",
  isAboutStages: false,
  checkLine(line, report) {
    if (line.heredocs.length === 0) return;
    const { keyword, words } = line.instruction;
    const destination = words.at(-1);
    if ((keyword !== "ADD" && keyword !== "COPY") || words.length < 2 || !destination) return;
    if (destination.text.startsWith("<<"))
      report({
        span: toDocument(line, destination.span),
        message: `${keyword} cannot accept a heredoc as a destination`,
      });
  },
};
