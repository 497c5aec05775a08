/** What is served in the files around a Dockerfile. They are asked for once it is known which those are. */
import type { Definition, DefinitionParams, Location, ReferenceParams } from "vscode-languageserver-protocol";
import { pathOfUri } from "../around/paths";
import type { Use, Value } from "../around/use";
import { stageLocation, usePartsAt } from "../features/aroundDefinition";
import { NO_OPTIONS } from "../stages/model/model";
import { analyzeText } from "../stages/analysis/analysis";
import type { Service } from "./service";

/** Answers about a file around a Dockerfile. */
export interface AroundFiles {
  readonly definition: (params: DefinitionParams) => Promise<Definition>;
  /** All places that mean the stage which a target names, in its Dockerfile and around it. */
  readonly references: (params: ReferenceParams) => Promise<Location[]>;
}

/** The Dockerfile of a use, as it is typed or on disk, with its address. */
export type ReadDockerfile = (
  path: string,
) => Promise<{ readonly uri: string; readonly text: string } | null>;

export function serveAroundFiles(
  { uses }: Pick<Service, "uses">,
  readDockerfile: ReadDockerfile,
): AroundFiles {
  const partsAt = ({ textDocument: { uri }, position }: DefinitionParams) => {
    const offset = uses.offsetAt(uri, position);
    return offset === null ? [] : usePartsAt(uses.usesIn(uri), pathOfUri(uri), offset);
  };

  async function locationOf(use: Use, stage: Value | null): Promise<Location | null> {
    const { path, isInline } = use.dockerfile;
    const read = path === null || isInline ? null : await readDockerfile(path);
    if (!read) return null;
    const { uri, text } = read;
    const start = { line: 0, character: 0 };
    if (!stage) return { uri, range: { start, end: start } };
    return stageLocation(uri, text, analyzeText(text, NO_OPTIONS), stage);
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
