/** Tells the walkthrough what a person has done. A step is complete once that was really done, wherever it was. */
import * as vscode from "vscode";
import { stepContextKey, type WalkthroughStep } from "./step";

const told = new Set<WalkthroughStep>();

/** Sets the context key of a deed, once in a window. VS Code itself keeps which steps are complete. */
export function completeStep(step: WalkthroughStep): void {
  if (told.has(step)) return;
  told.add(step);
  void vscode.commands.executeCommand("setContext", stepContextKey(step), true);
}
