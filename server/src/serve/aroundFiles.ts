/** What is served in the files around a Dockerfile. They are asked for once it is known which those are. */
import type {
  CompletionItem,
  CompletionParams,
  Definition,
  DefinitionParams,
  Location,
  ReferenceParams,
} from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import { writtenAt } from "../around/probe";
import type { Use, Value } from "../around/use";
import { isCompletedByDockerDx } from "../features/around/besideDockerDx";
import { aroundCompletion } from "../features/around/completion";
import { stageLocation, usePartsAt } from "../features/aroundDefinition";
import type { CompletionSupport } from "../features/completion/proposal";
import type { FeatureContext } from "../features/context";
import type { AroundDockerfiles } from "../workspace/aroundDockerfiles";
import type { Documents } from "../workspace/documents";
import type { SettingsStore } from "../workspace/settingsStore";
import type { Uses } from "../workspace/uses";

/** Answers about a file around a Dockerfile. */
export interface AroundFiles {
  /** Whether a document is one of these files. One that is open as a Dockerfile is that. */
  readonly takes: (uri: string) => boolean;
  readonly completion: (params: CompletionParams, support: CompletionSupport) => Promise<CompletionItem[]>;
  readonly definition: (params: DefinitionParams) => Promise<Definition>;
  /** All places that mean the stage which a target names, in its Dockerfile and around it. */
  readonly references: (params: ReferenceParams) => Promise<Location[]>;
}

/** What answers need of the server. */
export interface AroundFileSource {
  readonly uses: Uses;
  readonly documents: Documents;
  readonly dockerfiles: AroundDockerfiles;
  readonly settings: SettingsStore;
}

export function serveAroundFiles({ uses, documents, dockerfiles, settings }: AroundFileSource): AroundFiles {
  const partsAt = ({ textDocument: { uri }, position }: DefinitionParams) => {
    const offset = uses.offsetAt(uri, position);
    return offset === null ? [] : usePartsAt(uses.usesIn(uri), pathOfUri(uri), offset);
  };

  async function locationOf(use: Use, stage: Value | null): Promise<Location | null> {
    const context = use.dockerfile.isInline ? null : await dockerfiles.of(use);
    if (!context) return null;
    if (stage) return stageLocation(context, stage);
    const start = { line: 0, character: 0 };
    return { uri: context.document.uri, range: { start, end: start } };
  }

  async function locations(params: DefinitionParams): Promise<{ location: Location; stage: Value | null }[]> {
    const found = new Map<string, { location: Location; stage: Value | null }>();
    for (const { use, stage } of partsAt(params)) {
      const location = await locationOf(use, stage);
      if (location) found.set(JSON.stringify(location), { location, stage });
    }
    return [...found.values()];
  }

  return {
    takes: uri => uses.takes(uri) && documents.version(uri) === null,
    completion: async ({ textDocument: { uri }, position }, support) => {
      await uses.settled();
      const document = uses.documentOf(pathOfUri(uri));
      if (!document) return [];
      const offset = document.offsetAt(position);
      let read: readonly Use[] = [];
      const written = writtenAt(
        pathOfUri(uri),
        document.getText(),
        offset,
        text => (read = uses.readAs(uri, text)),
      );
      if (!written) return [];
      const { isBesideDockerDx } = await settings.of(uri);
      if (isBesideDockerDx && isCompletedByDockerDx(written, read, pathOfUri(uri), document.getText()))
        return [];
      const known = new Map<Use, FeatureContext | null>();
      for (const { use } of written.parts) known.set(use, await dockerfiles.of(use));
      const dockerfileOf = (use: Use) => known.get(use) ?? null;
      return aroundCompletion(
        { document, offset, written, dockerfileOf, dockerfiles: uses.dockerfiles(), uses: read },
        support,
      );
    },
    definition: async params => (await locations(params)).map(({ location }) => location),
    references: async params => {
      const found = new Map<string, Location>();
      for (const { location, stage } of await locations(params)) {
        if (!stage) continue;
        const name = stage.text.toLowerCase();
        const values = uses
          .usesOf(location.uri)
          .flatMap(({ target, noCacheFilters }) => [target, ...noCacheFilters]);
        const around = values.flatMap(value =>
          value?.place && !value.isOpen && value.text.toLowerCase() === name
            ? (uses.locate(value.place) ?? [])
            : [],
        );
        for (const each of [...(params.context.includeDeclaration ? [location] : []), ...around])
          found.set(JSON.stringify(each), each);
      }
      return [...found.values()];
    },
  };
}
