import * as l10n from "@vscode/l10n";
import type { CancellationToken, SymbolInformation } from "vscode-languageserver";
import { documentSymbols, flatSymbols } from "../features/documentSymbols";
import type { SymbolMemory } from "../features/documentSymbols";
import { stageSymbols } from "../features/workspaceSymbols";
import type { Serve } from "./service";

export const serveSymbols: Serve = ({ connection, requests, documents, client }) => {
  const { hierarchicalDocumentSymbolSupport, labelSupport } = client.textDocument?.documentSymbol ?? {};
  const memory: SymbolMemory = new WeakMap();
  if (hierarchicalDocumentSymbolSupport)
    connection.onDocumentSymbol(requests.handle([], context => documentSymbols(context, memory)));
  else connection.onDocumentSymbol(requests.handle([], context => flatSymbols(context, memory)));
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const inDocument = requests.handle([], context => stageSymbols(context, query));
    const found = await Promise.all(documents.uris().map(uri => symbolsOf(uri, inDocument, token)));
    return found.flat();
  });
  return {
    // What an editor with the outlines of several servers calls ours.
    documentSymbolProvider: labelSupport ? { label: l10n.t("Stages") } : true,
    workspaceSymbolProvider: true,
  };
};

/** One document that changes meanwhile does not take the answer from the others. */
async function symbolsOf(
  uri: string,
  inDocument: (
    params: { textDocument: { uri: string } },
    token: CancellationToken,
  ) => Promise<SymbolInformation[]>,
  token: CancellationToken,
): Promise<SymbolInformation[]> {
  try {
    return await inDocument({ textDocument: { uri } }, token);
  } catch (error) {
    if (token.isCancellationRequested) throw error;
    return [];
  }
}
