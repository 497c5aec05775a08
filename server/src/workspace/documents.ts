/** The open documents and their analyses: one a version, made when first asked for, from the version before it. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { FeatureContext } from "../features/context";
import type { BuildCosts } from "../stages/model/buildCosts";
import type { BuildContext } from "../stages/files/contextPaths";
import type { IgnoreFile } from "../shared/ignorePatterns";
import { analyzeText } from "../stages/analysis/analyze";
import type { Analysis } from "../stages/analysis/analysis";
import { NO_BUILDS, areSameBuilds } from "../stages/analysis/buildReadings";
import type { KnownBuilds } from "../stages/analysis/buildReadings";
import { NO_LINKS } from "../stages/analysis/linkedStages";
import type { LinkedStages } from "../stages/analysis/linkedStages";
import { createMemory } from "../rules/run/memory";
import type { CheckMemory } from "../rules/run/memory";
import type { BuildOptions } from "../stages/model/buildOptions";
import type { BuildsAround } from "../stages/model/buildsAround";
import { buildsFor } from "../stages/model/buildPlatforms";
import type { BuildPlatform } from "../stages/model/buildPlatforms";
import type { Machine } from "./machine";
import type { Settings } from "./settings";

export interface Documents {
  readonly open: (uri: string, languageId: string, version: number, text: string) => void;
  readonly change: (uri: string, version: number, changes: Parameters<typeof TextDocument.update>[1]) => void;
  readonly close: (uri: string) => void;
  /** The version of an open document, as the client counts them, or null. */
  readonly version: (uri: string) => number | null;
  /** The text of an open document, or null. */
  readonly textOf: (uri: string) => string | null;
  /** A number that no other state of any document has, for what waits and has to know whether it is still right; or null. */
  readonly revision: (uri: string) => number | null;
  /** What the checks of an open document remember: it lives as long as the document is open, or null. */
  readonly memory: (uri: string) => CheckMemory | null;
  readonly uris: () => string[];
  /** What a feature reads of a document under given settings, or null where it is not open. */
  readonly read: (uri: string, settings: Settings, known?: KnownFiles) => FeatureContext | null;
  /** Analyzes a document before somebody reads it, while something else is waited for. What fails here fails there again. */
  readonly prepare: (uri: string, settings: Settings, known: KnownFiles) => void;
}

/** What is known of the files around a document: other objects once it is something else. */
export interface KnownFiles {
  readonly ignoreFile: IgnoreFile | null;
  readonly context: BuildContext | null;
  /** The stages of other Dockerfiles that the build in force takes. */
  readonly links: LinkedStages;
  /** What is known of the builds of which each may be meant, where none is in force. */
  readonly builds: KnownBuilds;
  /** What kept builds say. */
  readonly costs?: BuildCosts | null;
}

export const NOTHING_KNOWN: KnownFiles = {
  ignoreFile: null,
  context: null,
  links: NO_LINKS,
  builds: NO_BUILDS,
};

/** Whether the same is known, so that an analysis can be made from the one before it. */
export function isSameKnown(one: KnownFiles, other: KnownFiles): boolean {
  return (
    one.ignoreFile === other.ignoreFile &&
    one.context === other.context &&
    one.links === other.links &&
    areSameBuilds(one.builds, other.builds) &&
    (one.costs ?? null) === (other.costs ?? null)
  );
}

interface Entry {
  document: TextDocument;
  /** Clients may count versions as they like: the same one twice, or backwards. */
  revision: number;
  readonly memory: CheckMemory;
  /** The same settings and files give the same options, and those let an analysis be made from the one before it. */
  under?: KnownFiles & { settings: Settings; options: BuildOptions };
  read?: { revision: number; analysis: Analysis };
}

/** The platforms that builds are for: those of the build in force, else those of the settings, else those of the machine. */
function platformsOf(
  { build }: Settings,
  around: BuildsAround | undefined,
  machine: Machine | null,
): readonly BuildPlatform[] {
  const asked = [around?.inForce?.platforms ?? [], build.platforms].find(({ length }) => length > 0);
  return buildsFor(asked ?? machine?.defaultPlatforms ?? [], machine?.platform ?? null);
}

/** What builds of a Dockerfile are given by settings and by the files around. */
export function buildOptions(
  settings: Settings,
  around: BuildsAround | undefined,
  machine: Machine | null,
  { ignoreFile, context, costs }: KnownFiles = NOTHING_KNOWN,
): BuildOptions {
  const inForce = around?.inForce;
  // What all builds give, a build by the settings would not have: a stage of the file stays what it is there.
  const imageContexts = (around?.shared ?? []).filter(name => settings.build.contexts[name] === undefined);
  return {
    // The settings are those of many Dockerfiles: they add to what the build gives, and fill in what is open of it.
    buildArgs: new Map([...Object.entries(settings.buildArgs), ...(inForce?.args ?? [])]),
    contexts: [...new Set([...Object.keys(settings.build.contexts), ...(inForce?.contexts.keys() ?? [])])],
    ...(imageContexts.length > 0 ? { imageContexts } : {}),
    targets: settings.targets,
    platforms: platformsOf(settings, around, machine),
    ...(around ? { around } : {}),
    ...(ignoreFile ? { ignoreFile } : {}),
    ...(context ? { context } : {}),
    ...(costs ? { costs } : {}),
  };
}

/**
 * A store of open documents. `rulePages` answers where the pages of the rules are; `machine` is the one that builds run on, or null
 * where nothing is known of it; `buildsAround` answers what files around a Dockerfile build of it, by now.
 */
export function createDocuments(
  rulePages: () => string | null,
  machine: Machine | null,
  buildsAround: (uri: string) => BuildsAround | undefined = () => undefined,
): Documents {
  const entries = new Map<string, Entry>();
  let revisions = 0;

  function optionsOf(entry: Entry, settings: Settings, known: KnownFiles): BuildOptions {
    const { under } = entry;
    const around = buildsAround(entry.document.uri);
    const isSame = under?.settings === settings && under.options.around === around;
    if (isSame && isSameKnown(under, known)) return under.options;
    const options = buildOptions(settings, around, machine, known);
    entry.under = { settings, ...known, options };
    return options;
  }

  function analysisOf(entry: Entry, settings: Settings, files: KnownFiles): Analysis {
    const { document, revision, read } = entry;
    const options = optionsOf(entry, settings, files);
    if (read?.revision === revision && read.analysis.model.options === options) return read.analysis;
    // The version before is used up by reading this one, and of no use where that fails.
    delete entry.read;
    const analysis = analyzeText(document.getText(), options, read?.analysis, files.links, files.builds);
    entry.read = { revision, analysis };
    return analysis;
  }

  return {
    open: (uri, languageId, version, text) => {
      entries.set(uri, {
        document: TextDocument.create(uri, languageId, version, text),
        revision: ++revisions,
        memory: createMemory(),
      });
    },
    change: (uri, version, changes) => {
      const entry = entries.get(uri);
      if (!entry) return;
      entry.revision = ++revisions;
      entry.document = TextDocument.update(entry.document, changes, version);
    },
    close: uri => {
      entries.delete(uri);
    },
    version: uri => entries.get(uri)?.document.version ?? null,
    textOf: uri => entries.get(uri)?.document.getText() ?? null,
    revision: uri => entries.get(uri)?.revision ?? null,
    memory: uri => entries.get(uri)?.memory ?? null,
    uris: () => [...entries.keys()],
    prepare: (uri, settings, files) => {
      const entry = entries.get(uri);
      try {
        if (entry) analysisOf(entry, settings, files);
      } catch {
        // Who reads it is told.
      }
    },
    read: (uri, settings, files = NOTHING_KNOWN) => {
      const entry = entries.get(uri);
      if (!entry) return null;
      const analysis = analysisOf(entry, settings, files);
      return {
        document: entry.document,
        settings,
        analysis,
        memory: entry.memory,
        rulePages: rulePages(),
      };
    },
  };
}
