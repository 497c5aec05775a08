import type {
  CancellationToken,
  DocumentSymbol,
  DocumentSymbolParams,
  SymbolInformation,
} from "vscode-languageserver-protocol";
import { documentSymbols, flatSymbols } from "../features/documentSymbols";
import type { SymbolMemory } from "../features/documentSymbols";
import { flatHostSymbols, hostSymbol } from "../features/inline/hostSymbols";
import { toHost } from "../features/inline/toHost";
import { stageSymbols } from "../features/workspaceSymbols";
import type { Serve } from "./service";

export const serveSymbols: Serve = ({ connection, requests, documents, aroundFiles, inline, client }) => {
  const isTree = client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
  const memory: SymbolMemory = new WeakMap();
  const ofDockerfile = requests.handle<DocumentSymbolParams, DocumentSymbol[] | SymbolInformation[]>(
    [],
    context => (isTree ? documentSymbols(context, memory) : flatSymbols(context, memory)),
  );
  connection.onDocumentSymbol(async (params, token) => {
    const { uri } = params.textDocument;
    if (!aroundFiles.takes(uri)) return ofDockerfile(params, token);
    const inside = (await inline.in(uri)).filter(each => each.context.analysis.model.stages.length > 0);
    return isTree
      ? inside.map(each => hostSymbol(each, toHost(each, documentSymbols(each.context, memory))))
      : inside.flatMap(each => flatHostSymbols(each, toHost(each, flatSymbols(each.context, memory))));
  });
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
