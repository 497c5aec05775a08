/** What is asked of a person, and which answers can be taken. */
import * as l10n from "@vscode/l10n";
import type { Answers, Question } from "./plan";
import * as sanitize from "./sanitize";

/** The port that a program listens on; no answer means none. */
export function askPort(value: string): Question {
  return {
    id: "port",
    title: l10n.t("Port"),
    prompt: l10n.t("Which port does the program listen on? Leave it empty if it does not listen on a port."),
    value,
    kind: "port",
    optional: true,
  };
}

/** What starts the program, as words without quotes and variables. */
export function askCommand(value: string): Question {
  return {
    id: "command",
    title: l10n.t("Start Command"),
    prompt: l10n.t("Which command starts the program in its folder?"),
    value,
    kind: "command",
    optional: false,
  };
}

/** The program, where the project builds several; the likely one first. */
export function askProgram(choices: readonly string[]): Question {
  return {
    id: "program",
    title: l10n.t("Program"),
    prompt: l10n.t("Which program do you want to run in the image?"),
    value: choices[0] ?? "",
    ...(choices.length > 1 && { choices }),
    kind: "path",
    optional: false,
  };
}

/** What is wrong with an answer; null where it can be taken. */
export function answerProblem({ kind, optional }: Question, answer: string): string | null {
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

/** The answer to a question, or what it proposes where there is none that can be taken; null where that is nothing. */
export function answerTo(question: Question | null, answers: Answers): string | null {
  if (question === null) return null;
  const given = answers[question.id];
  const answer = given !== undefined && answerProblem(question, given) === null ? given : question.value;
  return answer.trim() === "" ? null : answer.trim();
}

/** The questions that there are. */
export function questionsOf(...questions: readonly (Question | null)[]): Question[] {
  return questions.filter(question => question !== null);
}
