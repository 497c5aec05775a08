import { documentLinks } from "../features/documentLinks";
import type { Serve } from "./service";

export const serveDocumentLinks: Serve = ({ connection, requests, client }) => {
  const tooltips = client.textDocument?.documentLink?.tooltipSupport === true;
  connection.onDocumentLinks(requests.handle([], context => documentLinks(context, tooltips)));
};
