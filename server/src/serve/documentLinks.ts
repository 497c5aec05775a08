import { documentLinks } from "../features/documentLinks";
import type { Serve } from "./service";

export const serveDocumentLinks: Serve = ({ connection, requests, client, aroundFiles }) => {
  const tooltips = client.textDocument?.documentLink?.tooltipSupport === true;
  const linksIn = requests.handle([], context => documentLinks(context, tooltips));
  connection.onDocumentLinks(async (params, token) => {
    const links = await linksIn(params, token);
    return aroundFiles.takes(params.textDocument.uri)
      ? [...(await aroundFiles.links(params, tooltips)), ...links]
      : links;
  });
};
