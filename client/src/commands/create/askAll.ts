/** Asks what a project does not tell: one question by itself, several as a form that can be taken as it is. */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { ProjectQuestion } from "../../../../server/src/protocol";
import { answerProblem } from "../../../../server/src/shared/answers";

/** The answers by the ids of their questions; undefined where a person does not want to answer. */
export async function askAll(
  questions: readonly ProjectQuestion[],
): Promise<Record<string, string> | undefined> {
  const answers: Record<string, string> = Object.fromEntries(questions.map(({ id, value }) => [id, value]));
  const [only] = questions;
  if (only !== undefined && questions.length === 1) {
    const answer = await ask(only, only.value);
    return answer === undefined ? undefined : { [only.id]: answer };
  }
  while (questions.length > 0) {
    const chosen = await pickQuestion(questions, answers);
    if (chosen === undefined) return undefined;
    if (chosen === null) break;
    const answer = await ask(chosen, answers[chosen.id] ?? chosen.value);
    // Whoever leaves one question is back in the form.
    if (answer !== undefined) answers[chosen.id] = answer;
  }
  return answers;
}

/** All questions with their answers: the one to answer otherwise, null where all answers are taken. */
async function pickQuestion(
  questions: readonly ProjectQuestion[],
  answers: Readonly<Record<string, string>>,
): Promise<ProjectQuestion | null | undefined> {
  const create = { label: `$(check) ${l10n.t("Create Dockerfile")}`, question: null };
  const items = questions.map(question => ({
    label: question.title,
    description: (answers[question.id] ?? "") === "" ? l10n.t("(none)") : (answers[question.id] ?? ""),
    detail: question.why,
    question,
  }));
  const picked = await vscode.window.showQuickPick([create, ...items], {
    title: l10n.t("New Dockerfile from Project"),
    placeHolder: l10n.t("Select an answer to change it, or create the Dockerfile with these answers."),
  });
  return picked && picked.question;
}

async function ask(question: ProjectQuestion, value: string): Promise<string | undefined> {
  const { title, prompt, why, choices } = question;
  const text = `${why} ${prompt}`;
  if (choices) return vscode.window.showQuickPick(choices, { title, placeHolder: text });
  return vscode.window.showInputBox({
    title,
    prompt: text,
    value,
    validateInput: answer => answerProblem(question, answer),
  });
}
