import { definition } from "../features/definition";
import type { Serve } from "./service";

export const serveNavigation: Serve = ({ connection, requests, client }) => {
  connection.onDefinition(
    requests.handle([], (context, { position }) => {
      const links = definition(context, position);
      if (client.textDocument?.definition?.linkSupport) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({
        uri: targetUri,
        range: targetSelectionRange,
      }));
    }),
  );
  return { definitionProvider: true };
};
