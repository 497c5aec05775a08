import { foldingRanges } from "../features/folding";
import { selectionRanges } from "../features/selectionRange";
import type { Serve } from "./service";

/** Folds are whole lines, so a client that folds nothing else is answered as any other. */
export const serveStructure: Serve = ({ connection, requests, client }) => {
  const limit = client.textDocument?.foldingRange?.rangeLimit;
  connection.onFoldingRanges(requests.handle([], context => foldingRanges(context, limit)));
  connection.onSelectionRanges(
    requests.handle([], (context, { positions }) => selectionRanges(context, positions)),
  );
};
