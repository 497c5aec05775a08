/** Completes steps of the walkthrough. A step is complete once it was really done, wherever that was. */
import * as vscode from "vscode";
import { stepContextKey, stepId, type WalkthroughStep } from "./step";

const completed = new Set<WalkthroughStep>();

/**
 * Completes a step, once in a window. VS Code keeps which steps are complete, but hears of a context key only once the walkthrough is
 * known to it: what is done before anybody has opened it, it is told by its own command "Mark Step Complete".
 */
export function completeStep(step: WalkthroughStep): void {
  if (completed.has(step)) return;
  completed.add(step);
  void vscode.commands.executeCommand("setContext", stepContextKey(step), true);
  vscode.commands.executeCommand("welcome.markStepComplete", stepId(step)).then(undefined, () => undefined);
}
