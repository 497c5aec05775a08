import type { CallHierarchyItem } from "vscode-languageserver-protocol";
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from "../features/callHierarchy";
import type { Serve } from "./service";

export const serveCallHierarchy: Serve = ({ connection, requests }) => {
  connection.languages.callHierarchy.onPrepare(
    requests.handle(null, (context, { position }) => prepareCallHierarchy(context, position)),
  );
  const incoming = requests.handle(null, (context, { item }: ItemParams) => incomingCalls(context, item));
  const outgoing = requests.handle(null, (context, { item }: ItemParams) => outgoingCalls(context, item));
  connection.languages.callHierarchy.onIncomingCalls(({ item }, token) => incoming(itemParams(item), token));
  connection.languages.callHierarchy.onOutgoingCalls(({ item }, token) => outgoing(itemParams(item), token));
};

/** What is asked of an item is asked of its document. */
interface ItemParams {
  readonly textDocument: { uri: string };
  readonly item: CallHierarchyItem;
}

function itemParams(item: CallHierarchyItem): ItemParams {
  return { textDocument: { uri: item.uri }, item };
}
