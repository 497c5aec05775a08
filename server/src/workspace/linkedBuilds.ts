/**
 * The stages of other Dockerfiles whose images the build in force of a Dockerfile takes as named contexts, and those that these are made
 * of in turn: read from disk or as they are typed, and each the same object as long as nothing of it changes. Where several builds may be
 * meant, those that all of them take are what counts, and those of each are known beside.
 */
import type { TextDocument } from "vscode-languageserver-textdocument";
import { inSource } from "../around/encoding/decoded";
import { otherBuild } from "../around/otherBuild";
import { pathOfUri } from "../around/paths";
import { sharedContexts } from "../around/sharedContexts";
import type { Use } from "../around/use";
import type { Span } from "../dockerfile/source";
import type { FeatureContext } from "../features/context";
import { insideOf } from "../features/inline/inlineDockerfile";
import { stageOfUse } from "../features/linkedStages";
import { NO_LINKS } from "../stages/analysis/linkedStages";
import type { LinkedStage, LinkedStages } from "../stages/analysis/linkedStages";
import { contextKey } from "../stages/model/imageReference";
import type { AroundDockerfiles } from "./aroundDockerfiles";
import { buildsUnder } from "./buildsAround";
import { buildOptions } from "./documents";
import type { Machine } from "./machine";
import { turn } from "./turn";
import type { Uses } from "./uses";
import type { UsesInForce, UsesOfDockerfile } from "./usesInForce";

/** What they are read from. */
export interface LinkedBuildSource {
  readonly uses: Pick<Uses, "allUses" | "unplaced" | "addressOf" | "shownPath" | "documentOf">;
  readonly usesInForce: Pick<UsesInForce, "of">;
  readonly dockerfiles: Pick<AroundDockerfiles, "of">;
  readonly machine: Machine | null;
}

export interface LinkedBuilds {
  /**
   * The stages that the build in force of a Dockerfile takes, or else all that may be meant, as they were read last: the same map as
   * long as they are the same.
   */
  readonly known: (uri: string) => LinkedStages;
  /** Those that each of the builds takes that may be meant, by its id; of builds that take none, nothing. */
  readonly ofBuilds: (uri: string) => ReadonlyMap<string, LinkedStages>;
  /** Reads them where something may have changed since; answers whether they are others than before. */
  readonly read: (uri: string) => Promise<boolean>;
  /** The files around Dockerfiles, or the choice of one of their builds, have changed. */
  readonly changed: () => void;
  /** Nobody has a Dockerfile open any more: what it takes is read anew where somebody asks. */
  readonly forget: (uri: string) => void;
  /** The text of some files is another one, as it is typed or on disk. */
  readonly touched: (uris: readonly string[]) => void;
}

/** Changes that come within this time are read together. */
const TOGETHER_MS = 50;

/** A chain of builds that take images of one another is followed so far; one in a circle, which no tool builds, up to where it closes. */
const MOST_LINKS = 16;

/** Of more builds that may be meant, those behind are not looked at. */
const MOST_MEANT = 32;

const NO_BUILDS: ReadonlyMap<string, LinkedStages> = new Map();

/** What a stage was made of. */
interface Made {
  readonly context: FeatureContext;
  readonly links: LinkedStages;
  readonly linked: LinkedStage;
}

interface Kept {
  readonly links: LinkedStages;
  readonly ofBuilds: ReadonlyMap<string, LinkedStages>;
  readonly uses: UsesOfDockerfile;
  readonly state: number;
}

/** The store of one server. `onDidChange` hears of a Dockerfile for which they are others because another one was touched. */
export function createLinkedBuilds(
  { uses, usesInForce, dockerfiles, machine }: LinkedBuildSource,
  onDidChange: (uri: string) => void = () => undefined,
): LinkedBuilds {
  const kept = new Map<string, Kept>();
  const made = new WeakMap<Use, Made>();
  /** The paths of the Dockerfiles that are read for others. */
  const sources = new Set<string>();
  let state = 0;
  let isFollowing = false;

  /** `read` has what this reading has come to: many builds may take the image of one. */
  async function linksOf(
    use: Use,
    via: readonly Use[],
    read: Map<Use, LinkedStage | null>,
  ): Promise<LinkedStages> {
    const found = new Map<string, LinkedStage>();
    for (const [name, { value }] of use.contexts) {
      if (value.build === null || value.isOpen) continue;
      const other = otherBuild(use, value.build, uses.allUses());
      if (!other || via.includes(other)) continue;
      const linked = read.has(other) ? read.get(other) : await linkedStage(other, [...via, other], read);
      read.set(other, linked ?? null);
      if (linked) found.set(contextKey(name) ?? name, linked);
    }
    return found;
  }

  /** The stage that a build ends with, as that build reads its Dockerfile. */
  async function linkedStage(
    use: Use,
    via: readonly Use[],
    read: Map<Use, LinkedStage | null>,
  ): Promise<LinkedStage | null> {
    const { path } = use.dockerfile;
    if (path !== null) sources.add(path);
    const context = await dockerfiles.of(use);
    if (!context) return null;
    const nested = via.length < MOST_LINKS ? await linksOf(use, via, read) : NO_LINKS;
    const before = made.get(use);
    const links = before && isSame(before.links, nested) ? before.links : nested;
    if (before?.context === context && before.links === links) return before.linked;
    const uri = context.document.uri;
    const around = buildsUnder(use, uri, { ...usesInForce, ...uses });
    const options = buildOptions(context.settings, around, machine);
    const analysis = context.analysis.under(options, links);
    const there = stageOfUse(use, { dockerfileOf: () => null }, { ...context, analysis });
    if (!there) return null;
    const { context: folder, dockerfile, place } = use;
    const linked: LinkedStage = {
      analysis,
      stage: there.stage,
      label: uses.shownPath(path ?? dockerfile.place?.file ?? place.file),
      ...placesOf(use, { ...context, analysis }),
      context: folder?.folder === null || !folder ? null : uses.addressOf(folder.folder),
    };
    made.set(use, { context, links, linked });
    return linked;
  }

  /** Of a Dockerfile inside of another file, the places are those of that. */
  function placesOf(
    { dockerfile }: Use,
    { document, analysis }: FeatureContext,
  ): Pick<LinkedStage, "lineOf" | "placeOf"> {
    const written = dockerfile.written?.();
    const file = dockerfile.place?.file;
    const host = file === undefined ? null : uses.documentOf(file);
    const rangeIn = (text: TextDocument, { start, end }: Span) => ({
      start: text.positionAt(start),
      end: text.positionAt(end),
    });
    if (written && host && file !== undefined && written.source === host.getText())
      return {
        lineOf: insideOf(analysis, written, host).lineOf,
        placeOf: ({ start, end }) => ({
          uri: uses.addressOf(file),
          range: rangeIn(host, inSource(written.decoded, start, end)),
        }),
      };
    return {
      lineOf: offset => document.positionAt(offset).line + 1,
      placeOf: span => (dockerfile.isInline ? null : { uri: document.uri, range: rangeIn(document, span) }),
    };
  }

  async function read(uri: string): Promise<boolean> {
    const ofDockerfile = usesInForce.of(uri);
    const before = kept.get(uri);
    if (before?.uses === ofDockerfile && before.state === state) return false;
    const { inForce, meant, names } = ofDockerfile;
    const taking = (inForce ? [inForce] : meant.slice(0, MOST_MEANT)).filter(takesImages);
    if (!before && taking.length === 0) return false;
    const now = state;
    const read = new Map<Use, LinkedStage | null>();
    const all = new Map<Use, LinkedStages>();
    for (const use of taking) all.set(use, await linksOf(use, [use], read));
    const last = kept.get(uri);
    const links = sameAs(inForce ? all.get(inForce) : linksOfAll(meant, all), last?.links);
    const found = [...all].flatMap(([use, each]) => {
      const id = names.get(use)?.id ?? "";
      return inForce || each.size === 0 ? [] : [[id, sameAs(each, last?.ofBuilds.get(id))] as const];
    });
    const ofBuilds = found.length === 0 ? NO_BUILDS : new Map(found);
    kept.set(uri, { links, ofBuilds, uses: ofDockerfile, state: now });
    return links !== (last?.links ?? NO_LINKS) || !isSame(ofBuilds, last?.ofBuilds ?? NO_BUILDS);
  }

  /** Those of the contexts that all builds give alike. */
  function linksOfAll(meant: readonly Use[], all: ReadonlyMap<Use, LinkedStages>): LinkedStages {
    const [first] = meant;
    const ofFirst = (first && all.get(first)) ?? NO_LINKS;
    if (ofFirst.size === 0) return NO_LINKS;
    const keys = [...sharedContexts(meant, uses.allUses()).keys()].map(name => contextKey(name) ?? name);
    return new Map([...ofFirst].filter(([key]) => keys.includes(key)));
  }

  async function follow(): Promise<void> {
    await turn(TOGETHER_MS);
    isFollowing = false;
    for (const uri of [...kept.keys()]) if (await read(uri)) onDidChange(uri);
  }

  return {
    known: uri => kept.get(uri)?.links ?? NO_LINKS,
    ofBuilds: uri => kept.get(uri)?.ofBuilds ?? NO_BUILDS,
    read,
    changed: () => {
      state++;
    },
    forget: uri => {
      kept.delete(uri);
    },
    touched: uris => {
      if (!uris.some(uri => sources.has(pathOfUri(uri)))) return;
      state++;
      if (isFollowing) return;
      isFollowing = true;
      // What fails here fails again where it is asked for, and is told there.
      follow().catch(() => undefined);
    },
  };
}

function takesImages({ contexts }: Use): boolean {
  for (const { value } of contexts.values()) if (value.build !== null && !value.isOpen) return true;
  return false;
}

/** What was read last, where it is the same. */
function sameAs(found: LinkedStages = NO_LINKS, last: LinkedStages = NO_LINKS): LinkedStages {
  return isSame(found, last) ? last : found;
}

function isSame<Content>(one: ReadonlyMap<string, Content>, other: ReadonlyMap<string, Content>): boolean {
  return one.size === other.size && [...one].every(([name, linked]) => other.get(name) === linked);
}
