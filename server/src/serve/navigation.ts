import type { Location, LocationLink } from "vscode-languageserver-protocol";
import { definition, implementation, typeDefinition } from "../features/definition";
import { documentHighlights } from "../features/highlight";
import { references } from "../features/references";
import type { Serve } from "./service";

export const serveNavigation: Serve = ({ connection, requests, client }) => {
  const {
    definition: forDefinition,
    typeDefinition: forType,
    implementation: forImplementation,
  } = client.textDocument ?? {};
  connection.onDefinition(
    requests.handle([], (context, { position }) => asTaken(definition(context, position), forDefinition)),
  );
  connection.onTypeDefinition(
    requests.handle([], (context, { position }) => asTaken(typeDefinition(context, position), forType)),
  );
  connection.onImplementation(
    requests.handle([], (context, { position }) =>
      asTaken(implementation(context, position), forImplementation),
    ),
  );
  connection.onReferences(
    requests.handle([], (context, { position, context: { includeDeclaration } }) =>
      references(context, position, includeDeclaration),
    ),
  );
  connection.onDocumentHighlight(
    requests.handle(null, (context, { position }) => documentHighlights(context, position)),
  );
};

/** The links, for a client that takes links; else the places that they lead to. */
function asTaken(
  links: LocationLink[],
  support: { linkSupport?: boolean } | undefined,
): LocationLink[] | Location[] {
  if (support?.linkSupport) return links;
  return links.map(({ targetUri, targetSelectionRange }) => ({
    uri: targetUri,
    range: targetSelectionRange,
  }));
}
