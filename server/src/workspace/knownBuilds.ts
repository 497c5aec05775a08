/** What is known of the builds of a Dockerfile of which each may be meant: the stages that they take, and their build contexts. */
import { NO_BUILDS } from "../stages/analysis/buildReadings";
import type { KnownBuild, KnownBuilds } from "../stages/analysis/buildReadings";
import { NO_LINKS } from "../stages/analysis/linkedStages";
import type { BuildContexts } from "./buildContexts";
import type { BuildsAroundOf } from "./buildsAround";
import type { IgnoreFiles } from "./ignoreFiles";
import type { LinkedBuilds } from "./linkedBuilds";
import { otherContextOf } from "./otherContext";

export interface BuildKnowledge {
  /** What is known by now. */
  readonly known: (uri: string) => KnownBuilds;
  /** Reads what is needed for it, and the stages that the build in force takes; waits for the first reading of a file alone. */
  readonly read: (uri: string) => Promise<void>;
  /** Answers once all is looked up that has been asked of the build contexts. */
  readonly settled: (uri: string) => Promise<void>;
  readonly forget: (uri: string) => void;
}

/** What it is read from. */
export interface BuildKnowledgeSource {
  readonly buildsAround: BuildsAroundOf;
  readonly linkedBuilds: Pick<LinkedBuilds, "read" | "ofBuilds">;
  readonly ignoreFiles: Pick<IgnoreFiles, "known" | "of" | "contextOf" | "forget">;
  readonly buildContexts: Pick<BuildContexts, "known" | "settled" | "forget">;
}

/** Of more build contexts than these, those behind are not looked at. */
const MOST_CONTEXTS = 8;

/** The store of one server. */
export function createKnownBuilds({
  buildsAround,
  linkedBuilds,
  ignoreFiles,
  buildContexts,
}: BuildKnowledgeSource): BuildKnowledge {
  /** By the Dockerfile: what stands for the build context of each build that has another one than the Dockerfile by itself, by its id. */
  const contexts = new Map<string, ReadonlyMap<string, string>>();

  async function contextsOf(uri: string): Promise<ReadonlyMap<string, string>> {
    const { meant = [] } = buildsAround(uri) ?? {};
    if (meant.length === 0) return new Map();
    const own = await ignoreFiles.contextOf(uri);
    const found = new Map<string, string>();
    const addresses = new Set<string>();
    for (const build of meant) {
      const address = otherContextOf(uri, build);
      if (address === null || (build.context?.folder ?? "").replace(/\/$/, "") === own) continue;
      if (!addresses.has(address) && addresses.size >= MOST_CONTEXTS) continue;
      addresses.add(address);
      found.set(build.id, address);
    }
    return found;
  }

  function forget(uri: string): void {
    for (const address of contexts.get(uri)?.values() ?? []) {
      ignoreFiles.forget(address);
      buildContexts.forget(address);
    }
    contexts.delete(uri);
  }

  return {
    known: uri => {
      const { meant = [] } = buildsAround(uri) ?? {};
      if (meant.length === 0) return NO_BUILDS;
      const links = linkedBuilds.ofBuilds(uri);
      const addresses = contexts.get(uri);
      const found = new Map<string, KnownBuild>();
      for (const { id } of meant) {
        const address = addresses?.get(id);
        const files = address
          ? { context: buildContexts.known(address), ignoreFile: ignoreFiles.known(address) }
          : null;
        const linked = links.get(id) ?? NO_LINKS;
        if (files || linked.size > 0) found.set(id, { links: linked, files });
      }
      return found.size === 0 ? NO_BUILDS : found;
    },
    read: async uri => {
      await linkedBuilds.read(uri);
      const found = await contextsOf(uri);
      const before = contexts.get(uri);
      const kept = new Set(found.values());
      for (const address of before?.values() ?? []) if (!kept.has(address)) ignoreFiles.forget(address);
      if (found.size > 0) contexts.set(uri, found);
      else contexts.delete(uri);
      await Promise.all([...kept].map(ignoreFiles.of));
    },
    settled: async uri => {
      const addresses = new Set(contexts.get(uri)?.values() ?? []);
      for (const each of [uri, ...addresses]) await buildContexts.settled(each);
    },
    forget,
  };
}
