/** Shows a problem as a message with its next steps as buttons. */
import * as vscode from "vscode";
import type { Problem } from "./problems";
import { showError } from "../../messages";

/** Does not wait for the person to choose one of the steps, or to dismiss the message. */
export function notify(problem: Problem): void {
  void show(problem);
}

async function show({ message, steps }: Problem): Promise<void> {
  const choice = await showError(message, ...steps.map(step => step.title));
  const step = steps.find(({ title }) => title === choice);
  if (step === undefined) return;
  // `vscode.open` takes an address as text as well.
  await vscode.commands.executeCommand(step.command, ...(step.argument === undefined ? [] : [step.argument]));
}
