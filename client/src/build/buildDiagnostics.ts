/**
 * The problem at the instruction that made a build fail. It stays until the next build of the file, or until somebody
 * edits that instruction: then nobody knows yet whether it still fails.
 */
import * as vscode from "vscode";
import type { ModelRange } from "../../../server/src/protocol";
import { moveRange } from "./movedLines";

const SOURCE = "Dockerfile Stages build";

export interface BuildDiagnostics {
  set(uri: vscode.Uri, ranges: readonly ModelRange[], text: string): void;
  clear(uri: vscode.Uri): void;
  dispose(): void;
}

/** The collection, kept in step with edits and with deleted files. */
export function createBuildDiagnostics(): BuildDiagnostics {
  const collection = vscode.languages.createDiagnosticCollection(SOURCE);
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
    set(uri, ranges, text) {
      collection.set(
        uri,
        ranges.map(range => failed(toRange(range), text)),
      );
    },
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
  let range: ModelRange | undefined = diagnostic.range;
  // From the end of the file upwards: each is meant in the text before all of them.
  for (const change of [...changes].sort((a, b) => b.rangeOffset - a.rangeOffset)) {
    range = range && moveRange(range, change);
  }
  return range === undefined ? [] : [failed(toRange(range), diagnostic.message)];
}

function failed(range: vscode.Range, text: string): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, text, vscode.DiagnosticSeverity.Error);
  diagnostic.source = SOURCE;
  return diagnostic;
}

function toRange({ start, end }: ModelRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}
