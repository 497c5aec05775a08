import { DocumentDiagnosticReportKind } from "vscode-languageserver";
import type { DocumentDiagnosticReport } from "vscode-languageserver";
import { DIAGNOSTIC_SOURCE, diagnostics } from "../features/diagnostics";
import type { Serve } from "./service";

const NO_DIAGNOSTICS: DocumentDiagnosticReport = { kind: DocumentDiagnosticReportKind.Full, items: [] };

/** Answers clients that ask; the others are told (`diagnosticsPush.ts`). */
export const serveDiagnostics: Serve = ({
  connection,
  requests,
  documents,
  ignoreFiles,
  client,
  onThrow,
}) => {
  if (!client.textDocument?.diagnostic) return {};
  const answer = requests.handle(NO_DIAGNOSTICS, (context): DocumentDiagnosticReport => ({
    kind: DocumentDiagnosticReportKind.Full,
    items: diagnostics(context, onThrow),
  }));
  connection.languages.diagnostics.on(async (params, token) => {
    const { uri } = params.textDocument;
    if (documents.version(uri) !== null) await ignoreFiles.of(uri);
    return answer(params, token);
  });
  return {
    diagnosticProvider: {
      identifier: DIAGNOSTIC_SOURCE,
      interFileDependencies: false,
      workspaceDiagnostics: false,
    },
  };
};
