/** What is asked of a person, and which answers can be taken. */
import * as l10n from "@vscode/l10n";
import type { Answers, Question } from "./plan";
import { answerProblem } from "../shared/answers";

/** The port that a program listens on; no answer means none. */
export function askPort(value: string, why = l10n.t("No file of the project tells the port.")): Question {
  return {
    id: "port",
    title: l10n.t("Port"),
    prompt: l10n.t("Which port does the program listen on? Leave it empty if it does not listen on a port."),
    why,
    value,
    kind: "port",
    optional: true,
  };
}

/** What starts the program, as words without quotes and variables. */
export function askCommand(
  value: string,
  why = l10n.t("No file of the project tells what starts the program."),
): Question {
  return {
    id: "command",
    title: l10n.t("Start Command"),
    prompt: l10n.t("Which command starts the program in its folder?"),
    why,
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
    why: l10n.t("The project builds several programs."),
    value: choices[0] ?? "",
    ...(choices.length > 1 && { choices }),
    kind: "path",
    optional: false,
  };
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
