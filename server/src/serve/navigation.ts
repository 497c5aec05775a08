import type {
  DefinitionParams,
  Location,
  LocationLink,
  ReferenceParams,
  TextDocumentPositionParams,
} from "vscode-languageserver-protocol";
import { definition, implementation, typeDefinition } from "../features/definition";
import { documentHighlights } from "../features/highlight";
import { references } from "../features/references";
import type { Serve } from "./service";

export const serveNavigation: Serve = ({ connection, requests, client, uses, aroundFiles }) => {
  const {
    definition: forDefinition,
    typeDefinition: forType,
    implementation: forImplementation,
  } = client.textDocument ?? {};
  const ofDockerfile = requests.handle([], (context, { position }: DefinitionParams) =>
    asTaken(definition(context, position), forDefinition),
  );
  connection.onDefinition((params, token) =>
    aroundFiles.takes(params.textDocument.uri) ? aroundFiles.definition(params) : ofDockerfile(params, token),
  );
  connection.onTypeDefinition(
    requests.handle([], (context, { position }) => asTaken(typeDefinition(context, position), forType)),
  );
  connection.onImplementation(
    requests.handle([], (context, { position }) =>
      asTaken(implementation(context, position), forImplementation),
    ),
  );
  const referencesIn = requests.handle(
    [],
    (context, { position, context: { includeDeclaration } }: ReferenceParams) =>
      references(context, position, includeDeclaration, uses),
  );
  connection.onReferences((params, token) =>
    aroundFiles.takes(params.textDocument.uri) ? aroundFiles.references(params) : referencesIn(params, token),
  );
  const highlightsIn = requests.handle(null, (context, { position }: TextDocumentPositionParams) =>
    documentHighlights(context, position),
  );
  connection.onDocumentHighlight((params, token) =>
    aroundFiles.takes(params.textDocument.uri) ? aroundFiles.highlights(params) : highlightsIn(params, token),
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
