import { documentLinks } from "../features/documentLinks";
import type { Serve } from "./service";

export const serveDocumentLinks: Serve = ({ connection, requests, client, aroundFiles }) => {
  const tooltips = client.textDocument?.documentLink?.tooltipSupport === true;
  const linksIn = requests.handle([], context => documentLinks(context, tooltips));
  connection.onDocumentLinks((params, token) =>
    aroundFiles.takes(params.textDocument.uri) ? aroundFiles.links(params, tooltips) : linksIn(params, token),
  );
};
