/**
 * The stages of other Dockerfiles whose images the build in force of a Dockerfile takes as named contexts, and those that these are made
 * of in turn: read from disk or as they are typed, and each the same object as long as nothing of it changes.
 */
import { otherBuild } from "../around/otherBuild";
import { pathOfUri } from "../around/paths";
import type { Use } from "../around/use";
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
import type { UsesInForce } from "./usesInForce";

/** What they are read from. */
export interface LinkedBuildSource {
  readonly uses: Pick<Uses, "allUses" | "unplaced" | "addressOf" | "shownPath" | "documentOf">;
  readonly usesInForce: Pick<UsesInForce, "of">;
  readonly dockerfiles: Pick<AroundDockerfiles, "of">;
  readonly machine: Machine | null;
}

export interface LinkedBuilds {
  /** The stages that the build in force of a Dockerfile takes, as they were read last: the same map as long as they are the same. */
  readonly known: (uri: string) => LinkedStages;
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

/** What a stage was made of. */
interface Made {
  readonly context: FeatureContext;
  readonly links: LinkedStages;
  readonly linked: LinkedStage;
}

interface Kept {
  readonly links: LinkedStages;
  readonly inForce: Use | null;
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
      uri: dockerfile.isInline ? null : uri,
      label: uses.shownPath(path ?? place.file),
      lineOf: linesOf(use, { ...context, analysis }),
      context: folder?.folder === null || !folder ? null : uses.addressOf(folder.folder),
    };
    made.set(use, { context, links, linked });
    return linked;
  }

  /** Of a Dockerfile inside of another file, the lines are those of that. */
  function linesOf(
    { dockerfile, place }: Use,
    { document, analysis }: FeatureContext,
  ): LinkedStage["lineOf"] {
    const written = dockerfile.written?.();
    const host = written && uses.documentOf(place.file);
    if (host && written.source === host.getText()) return insideOf(analysis, written, host).lineOf;
    return offset => document.positionAt(offset).line + 1;
  }

  async function read(uri: string): Promise<boolean> {
    const { inForce } = usesInForce.of(uri);
    const before = kept.get(uri);
    if (!before && !(inForce && inForce.contexts.size > 0)) return false;
    if (before?.inForce === inForce && before.state === state) return false;
    const now = state;
    const found = inForce ? await linksOf(inForce, [inForce], new Map()) : NO_LINKS;
    const last = kept.get(uri)?.links ?? NO_LINKS;
    const isOther = !isSame(last, found);
    kept.set(uri, { links: isOther ? found : last, inForce, state: now });
    return isOther;
  }

  async function follow(): Promise<void> {
    await turn(TOGETHER_MS);
    isFollowing = false;
    for (const uri of [...kept.keys()]) if (await read(uri)) onDidChange(uri);
  }

  return {
    known: uri => kept.get(uri)?.links ?? NO_LINKS,
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

function isSame(one: LinkedStages, other: LinkedStages): boolean {
  return one.size === other.size && [...one].every(([name, linked]) => other.get(name) === linked);
}
