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

export const serveNavigation: Serve = ({ connection, requests, handleLinked, client, aroundFiles }) => {
  const {
    definition: forDefinition,
    typeDefinition: forType,
    implementation: forImplementation,
  } = client.textDocument ?? {};
  const ofDockerfile = handleLinked([], (context, { position }: DefinitionParams, linked) =>
    asTaken(definition(context, position, linked), forDefinition),
  );
  connection.onDefinition(async (params, token) =>
    (await aroundFiles.takesAt(params)) ? aroundFiles.definition(params) : ofDockerfile(params, token),
  );
  connection.onTypeDefinition(
    requests.handle([], (context, { position }) => asTaken(typeDefinition(context, position), forType)),
  );
  connection.onImplementation(
    requests.handle([], (context, { position }) =>
      asTaken(implementation(context, position), forImplementation),
    ),
  );
  const referencesIn = handleLinked(
    [],
    (context, { position, context: { includeDeclaration } }: ReferenceParams, linked) =>
      references(context, position, includeDeclaration, linked),
  );
  connection.onReferences(async (params, token) =>
    (await aroundFiles.takesAt(params)) ? aroundFiles.references(params) : referencesIn(params, token),
  );
  const highlightsIn = requests.handle(null, (context, { position }: TextDocumentPositionParams) =>
    documentHighlights(context, position),
  );
  connection.onDocumentHighlight(async (params, token) =>
    (await aroundFiles.takesAt(params)) ? aroundFiles.highlights(params) : highlightsIn(params, token),
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
