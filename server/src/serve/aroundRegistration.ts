/** What is asked of a client for the files around Dockerfiles, once it is known which those are. */
import * as l10n from "@vscode/l10n";
import type { ClientCapabilities, Registration } from "vscode-languageserver-protocol";
import {
  AROUND_COMPLETION_TRIGGERS,
  DIAGNOSTIC_SOURCE,
  REFACTORING_KINDS,
  TOKENS_LEGEND,
  resolvesActions,
  resolvesCompletion,
  resolvesLenses,
} from "../features/capabilities";
import { AROUND_PATTERN, WATCHED_PATTERNS } from "../shared/filePatterns";

/** Of `WatchKind`. */
const CREATED_OR_DELETED = 1 | 4;
/** Of `TextDocumentSyncKind`: these files are read as a whole. */
const FULL_TEXT = 1;

/** What is answered without all of it: an editor that is not told so shows a lens without its command, and takes a fix without its edit. */
const RESOLVED = { resolveProvider: true };

/** By what the client can register later; without documents there is nothing to be served in them. */
export function aroundRegistrations({ textDocument = {}, workspace }: ClientCapabilities): Registration[] {
  // A script without an ending is known by its first line.
  const documentSelector = [{ pattern: AROUND_PATTERN }, { language: "shellscript" }];
  const found: Registration[] = [];
  const add = (method: string, registerOptions: object) => {
    found.push({ id: `around ${method}`, method, registerOptions });
  };
  if (workspace?.didChangeWatchedFiles?.dynamicRegistration)
    add("workspace/didChangeWatchedFiles", {
      watchers: [
        ...WATCHED_PATTERNS.map(globPattern => ({ globPattern })),
        // Of a folder that comes or goes, nothing is told of the files in it.
        { globPattern: "**/*", kind: CREATED_OR_DELETED },
      ],
    });
  if (!textDocument.synchronization?.dynamicRegistration) return found;
  add("textDocument/didOpen", { documentSelector });
  add("textDocument/didChange", { documentSelector, syncKind: FULL_TEXT });
  add("textDocument/didClose", { documentSelector });
  const { diagnostic, codeAction, codeLens, completion, rename, semanticTokens } = textDocument;
  if (diagnostic?.dynamicRegistration)
    add("textDocument/diagnostic", {
      documentSelector,
      identifier: DIAGNOSTIC_SOURCE,
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
  if (codeAction?.dynamicRegistration && codeAction.codeActionLiteralSupport)
    add("textDocument/codeAction", {
      documentSelector,
      codeActionKinds: ["quickfix", ...REFACTORING_KINDS],
      ...(resolvesActions(codeAction) && RESOLVED),
    });
  if (completion?.dynamicRegistration)
    add("textDocument/completion", {
      documentSelector,
      triggerCharacters: AROUND_COMPLETION_TRIGGERS,
      ...(resolvesCompletion(completion) && RESOLVED),
    });
  if (codeLens?.dynamicRegistration)
    add("textDocument/codeLens", { documentSelector, ...(resolvesLenses(codeLens) && RESOLVED) });
  if (rename?.dynamicRegistration)
    add("textDocument/rename", { documentSelector, ...(rename.prepareSupport && { prepareProvider: true }) });
  if (textDocument.callHierarchy?.dynamicRegistration)
    add("textDocument/prepareCallHierarchy", { documentSelector });
  if (semanticTokens?.dynamicRegistration && semanticTokens.requests.full)
    add("textDocument/semanticTokens", { documentSelector, legend: TOKENS_LEGEND, full: true });
  const { documentSymbol } = textDocument;
  if (documentSymbol?.dynamicRegistration)
    add("textDocument/documentSymbol", {
      documentSelector,
      ...(documentSymbol.labelSupport && { label: l10n.t("Stages") }),
    });
  const plain = ["definition", "references", "hover", "documentHighlight", "documentLink"] as const;
  // In Dockerfiles that stand inside of these files.
  const inside = ["typeDefinition", "implementation", "foldingRange", "inlayHint"] as const;
  for (const name of [...plain, ...inside])
    if (textDocument[name]?.dynamicRegistration) add(`textDocument/${name}`, { documentSelector });
  return found;
}
