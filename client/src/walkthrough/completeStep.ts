/** Completes steps of the walkthrough. A step is complete once it was really done, wherever that was. */
import * as vscode from "vscode";
import { stepContextKey, type WalkthroughStep } from "./step";

const completed = new Set<WalkthroughStep>();

/** Sets the context key of a step, once in a window. VS Code itself keeps which steps are complete. */
export function completeStep(step: WalkthroughStep): void {
  if (completed.has(step)) return;
  completed.add(step);
  void vscode.commands.executeCommand("setContext", stepContextKey(step), true);
}
