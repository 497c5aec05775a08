import { MarkupKind } from "vscode-languageserver";
import { hover } from "../features/hover";
import type { Serve } from "./service";

export const serveHover: Serve = ({ connection, requests, client }) => {
  // The client's own order is not ours: Markdown says more, where it is known.
  const isMarkdown = client.textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true;
  const kind = isMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText;
  connection.onHover(requests.handle(null, (context, { position }) => hover(context, position, kind)));
  return { hoverProvider: true };
};
