/** Which answers to the questions about a project can be taken. */
import * as l10n from "@vscode/l10n";
import type { ProjectQuestion } from "../protocol";
import * as sanitize from "./sanitize";

/** What is wrong with an answer, in a sentence; null where it can be taken. */
export function answerProblem(
  { kind, optional, choices }: Pick<ProjectQuestion, "kind" | "optional" | "choices">,
  answer: string,
): string | null {
  if (choices?.includes(answer)) return null;
  if (optional && answer.trim() === "") return null;
  switch (kind) {
    case "port":
      return sanitize.port(answer.trim()) === null ? l10n.t("A port is a number from 1 to 65535.") : null;
    case "name":
      return sanitize.name(answer.trim()) === null
        ? l10n.t("Enter one word with letters, digits and _ . + -")
        : null;
    case "path":
      return sanitize.path(answer.trim()) === null
        ? l10n.t("Enter a path below the project folder, without spaces and quotes.")
        : null;
    case "command":
      return sanitize.plainWords(answer) === null
        ? l10n.t("Enter words without quotes and variables, for example: node server.js")
        : null;
  }
}
