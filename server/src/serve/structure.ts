import { pathOfUri } from "../around/paths";
import { foldingRanges } from "../features/folding";
import { hostFolds } from "../features/inline/hostFolds";
import { selectionRanges } from "../features/selectionRange";
import type { Serve } from "./service";

/** Folds are whole lines, so a client that folds nothing else is answered as any other. */
export const serveStructure: Serve = ({ connection, requests, documents, uses, client }) => {
  const limit = client.textDocument?.foldingRange?.rangeLimit;
  const foldsIn = requests.handle([], context => foldingRanges(context, limit));
  connection.onFoldingRanges(async (params, token) => {
    const { uri } = params.textDocument;
    const folds = await foldsIn(params, token);
    if (documents.version(uri) !== null) return folds;
    // An empty answer would take the folds of its indents from the file.
    const text = uses.documentOf(pathOfUri(uri))?.getText();
    return folds.length === 0 || text === undefined ? null : hostFolds(text, folds, limit);
  });
  connection.onSelectionRanges(
    requests.handle([], (context, { positions }) => selectionRanges(context, positions)),
  );
};
