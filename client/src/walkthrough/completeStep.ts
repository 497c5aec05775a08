/** Tells the walkthrough what a person has done. A step is complete once that was really done, wherever it was. */
import * as vscode from "vscode";
import { deedKey, type Deed } from "./step";

const told = new Set<Deed>();

/** Sets the context key of a deed, once in a window. VS Code itself keeps which steps are complete. */
export function tellDeed(deed: Deed): void {
  if (told.has(deed)) return;
  told.add(deed);
  void vscode.commands.executeCommand("setContext", deedKey(deed), true);
}
