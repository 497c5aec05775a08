import type {
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  FullDocumentDiagnosticReport,
} from "vscode-languageserver-protocol";
import { diagnostics, diagnosticsOnFailure } from "../features/diagnostics";
import type { AnsweredDiagnostics } from "../features/diagnostics";
import type { FeatureContext } from "../features/context";
import type { CheckMemory } from "../rules/run/memory";
import type { Serve } from "./service";

const NO_DIAGNOSTICS: DocumentDiagnosticReport = { kind: "full", items: [] };

interface Answered extends AnsweredDiagnostics {
  readonly report: FullDocumentDiagnosticReport & { resultId: string };
}

/** Answers clients that ask; the others are told (`diagnosticsPush.ts`). A client that has the answer already is told just that. */
export const serveDiagnostics: Serve = ({
  connection,
  requests,
  documents,
  ignoreFiles,
  client,
  aroundChecks,
  onThrow,
}) => {
  if (!client.textDocument?.diagnostic) return;
  // A document that is closed and opened again has another memory, so an id means the answers of one opening.
  const answered = new WeakMap<CheckMemory, Answered>();
  let answers = 0;

  function reportOf(context: FeatureContext): Answered["report"] {
    const before = answered.get(context.memory);
    const items = diagnostics(context, onThrow, before);
    const report: Answered["report"] =
      before?.items === items
        ? before.report
        : {
            kind: "full",
            resultId: String(++answers),
            items: items as Diagnostic[],
          };
    answered.set(context.memory, { context, items, report });
    return report;
  }

  const answer = requests.handle(
    NO_DIAGNOSTICS,
    (context, { previousResultId }: DocumentDiagnosticParams): DocumentDiagnosticReport => {
      const report = reportOf(context);
      const { resultId } = report;
      return resultId === previousResultId ? { kind: "unchanged", resultId } : report;
    },
    (uri): DocumentDiagnosticReport => {
      const memory = documents.memory(uri);
      const last = memory && answered.get(memory)?.items;
      return { kind: "full", items: diagnosticsOnFailure(last ?? []) };
    },
  );
  connection.languages.diagnostics.on(async (params, token) => {
    const { uri } = params.textDocument;
    if (aroundChecks.has(uri)) return { kind: "full", items: await aroundChecks.diagnostics(uri) };
    if (documents.version(uri) !== null) await Promise.all([ignoreFiles.of(uri), requests.prepare(uri)]);
    return answer(params, token);
  });
};
