/**
 * Diagnostics of what was found in a file as it was: each stays at its lines while the file is edited around it, until
 * somebody edits those lines: then nobody knows yet whether it still holds.
 */
import * as vscode from "vscode";
import type { ModelRange } from "../../../../server/src/protocol";
import { rangeAfter } from "../../snapshot/movedRange";

export interface MovingDiagnostics {
  /** In place of all that were there. */
  set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void;
  get(uri: vscode.Uri): readonly vscode.Diagnostic[];
  clear(uri: vscode.Uri): void;
  dispose(): void;
}

/** The collection of that name, kept in step with edits and with deleted files. */
export function createMovingDiagnostics(name: string): MovingDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection(name);
  const listeners = [
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const before = collection.get(document.uri) ?? [];
      if (before.length === 0 || contentChanges.length === 0) return;
      collection.set(
        document.uri,
        before.flatMap(diagnostic => moved(diagnostic, contentChanges)),
      );
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) collection.delete(uri);
    }),
  ];
  return {
    set(uri, diagnostics) {
      collection.set(uri, diagnostics);
    },
    get: uri => collection.get(uri) ?? [],
    clear(uri) {
      collection.delete(uri);
    },
    dispose() {
      for (const listener of listeners) listener.dispose();
      collection.dispose();
    },
  };
}

function moved(
  diagnostic: vscode.Diagnostic,
  changes: readonly vscode.TextDocumentContentChangeEvent[],
): vscode.Diagnostic[] {
  const range = rangeAfter(diagnostic.range, changes);
  if (range === undefined) return [];
  return [Object.assign(new vscode.Diagnostic(toRange(range), diagnostic.message), rest(diagnostic))];
}

function rest({
  severity,
  source,
  code,
  relatedInformation,
  tags,
}: vscode.Diagnostic): Partial<vscode.Diagnostic> {
  return {
    severity,
    ...(source !== undefined && { source }),
    ...(code !== undefined && { code }),
    ...(relatedInformation !== undefined && { relatedInformation }),
    ...(tags !== undefined && { tags }),
  };
}

/** A range of the server's as the editor has it. */
export function toRange({ start, end }: ModelRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
