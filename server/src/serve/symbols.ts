import type {
  CancellationToken,
  DocumentSymbol,
  DocumentSymbolParams,
  SymbolInformation,
} from "vscode-languageserver-protocol";
import { documentSymbols, flatSymbols } from "../features/documentSymbols";
import type { SymbolMemory } from "../features/documentSymbols";
import { stageSymbols } from "../features/workspaceSymbols";
import type { Serve } from "./service";

export const serveSymbols: Serve = ({ connection, requests, documents, client }) => {
  const isTree = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  const memory: SymbolMemory = new WeakMap();
  connection.onDocumentSymbol(
    requests.handle<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>([], context =>
      isTree ? documentSymbols(context, memory) : flatSymbols(context, memory),
    ),
  );
  connection.onWorkspaceSymbol(async ({ query }, token) => {
    const inDocument = requests.handle([], context => stageSymbols(context, query));
    const found = await Promise.all(documents.uris().map(uri => symbolsOf(uri, inDocument, token)));
    return found.flat();
  });
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
