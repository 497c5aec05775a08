/** What a command is told by whoever calls it: lenses, menus, links, key bindings of people. None of it is sure. */
import * as vscode from "vscode";
import { fieldsOf } from "../engine/fields";

export interface CommandArgument {
  /** The Dockerfile. */
  uri: vscode.Uri | undefined;
  /** The index of a stage in it. */
  stage: number | undefined;
  /** A line in it, from 1. */
  line?: number | undefined;
}

/** Reads `{ uri, stage, line }`, or a file as menus of the editor name it; what is neither is left out. */
export function readArgument(argument: unknown): CommandArgument {
  if (argument instanceof vscode.Uri) return { uri: argument, stage: undefined };
  const { uri, stage, line } = fieldsOf(argument);
  return {
    uri: typeof uri === "string" ? parseUri(uri) : undefined,
    stage: typeof stage === "number" ? stage : undefined,
    line: typeof line === "number" ? line : undefined,
  };
}

function parseUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}
