/** Shows a problem as a message with its next steps as buttons. */
import * as vscode from "vscode";
import type { Problem } from "./problems";

/** Answers when the person has chosen or dismissed it. */
export async function showProblem({ message, steps }: Problem): Promise<void> {
  const choice = await vscode.window.showErrorMessage(message, ...steps.map(step => step.title));
  const step = steps.find(({ title }) => title === choice);
  if (step === undefined) return;
  // `vscode.open` takes an address as text as well.
  await vscode.commands.executeCommand(step.command, ...(step.argument === undefined ? [] : [step.argument]));
}
