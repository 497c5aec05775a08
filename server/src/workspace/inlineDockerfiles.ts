/** The Dockerfiles inside of the files around: read as documents of their own, each once a text. */
import { TextDocument } from "vscode-languageserver-textdocument";
import type { Use } from "../around/use";
import type { InlineText } from "../around/encoding/inlineText";
import { pathOfUri } from "../around/paths";
import { distinctUses } from "../around/useNames";
import type { FeatureContext } from "../features/context";
import { clientAddress, insideOf } from "../features/inline/inlineDockerfile";
import { toHost } from "../features/inline/toHost";
import type { InlineDockerfile } from "../features/inline/inlineDockerfile";
import { mayBeAround } from "../shared/filePatterns";
import { createMemory } from "../rules/run/memory";
import { analyzeText } from "../stages/analysis/analyze";
import type { BuildsAround } from "../stages/model/buildsAround";
import type { BuildsAroundOf } from "./buildsAround";
import { NOTHING_KNOWN, buildOptions, isSameKnown } from "./documents";
import type { KnownFiles } from "./documents";
import { inlineContextOf } from "./inlineContext";
import type { LinkedBuilds } from "./linkedBuilds";
import type { Machine } from "./machine";
import { DEFAULT_SETTINGS } from "./settings";
import type { Settings } from "./settings";
import type { Uses } from "./uses";
import type { UsesLookup } from "./usesLookup";

export interface InlineDockerfiles {
  /** Those in a file, in its order, once all that is typed is read; or the one of an address of its own (`clientAddress`, too). */
  readonly in: (uri: string) => Promise<readonly InlineDockerfile[]>;
  /** The one that a use builds; null where its text is not written in a file as it is. */
  readonly of: (use: Use) => Promise<InlineDockerfile | null>;
  /** The one that Compose or bake builds under a name, of the files at these addresses; null where there is none. */
  readonly built: (
    tool: "compose" | "bake",
    name: string,
    files: readonly string[],
  ) => Promise<InlineDockerfile | null>;
}

/** One as it was read last. */
interface Kept {
  readonly around: BuildsAround | undefined;
  readonly known: KnownFiles;
  readonly settings: Settings;
  readonly context: FeatureContext;
}

/** More of them than these are not kept analyzed. */
const MOST_KEPT = 100;
/** What the file calls it. */
const KEY = /dockerfile[-_]inline/;
const BAKE = /\.(?:hcl|json)$/;

export function createInlineDockerfiles(
  uses: UsesLookup & Pick<Uses, "settled" | "takes">,
  buildsAround: BuildsAroundOf,
  settingsOf: (uri: string) => Promise<Settings>,
  rulePages: string | null,
  machine: Machine | null,
  knownIn: (buildContext: string) => Promise<KnownFiles>,
  linkedBuilds: Pick<LinkedBuilds, "known" | "read">,
): InlineDockerfiles {
  const kept = new Map<string, Kept>();
  let versions = 0;

  function contextOf(address: string, text: string, settings: Settings, known: KnownFiles): FeatureContext {
    const last = kept.get(address);
    const around = buildsAround(address);
    const isSame = last?.settings === settings && last.around === around && isSameKnown(last.known, known);
    if (isSame && last.context.document.getText() === text) return last.context;
    if (kept.size >= MOST_KEPT) kept.clear();
    const under = settingsInside(settings);
    const analysis = analyzeText(text, buildOptions(under, around, machine, known), undefined, known.links);
    const document = TextDocument.create(address, "dockerfile", ++versions, text);
    const context = { document, analysis, settings: under, rulePages, memory: createMemory() };
    kept.set(address, { around, known, settings, context });
    return context;
  }

  async function read(address: string, host: TextDocument): Promise<InlineDockerfile | null> {
    const from = uses.usesOf(address);
    const [first] = from;
    const written = first?.dockerfile.written?.();
    // While a file is broken, uses are kept of which the places are those of another text.
    if (!first || !written || written.source !== host.getText()) return null;
    const isShared = from.some(use => use.dockerfile.text !== first.dockerfile.text);
    const text: InlineText = isShared
      ? { ...written, filled: written.filled.map(({ span }) => ({ span, isOpen: true })) }
      : written;
    const settings = await settingsOf(host.uri);
    const buildContext = inlineContextOf(from, uses);
    await linkedBuilds.read(address);
    const known = {
      ...(buildContext === null ? NOTHING_KNOWN : await knownIn(buildContext)),
      links: linkedBuilds.known(address),
    };
    const context = contextOf(address, text.decoded.text, settings, known);
    const inside = {
      ...insideOf(context.analysis, text, host),
      address: clientAddress(host.uri, first),
      toHost: <Answer>(answer: Answer): Answer => toHost(dockerfile, answer),
    };
    const dockerfile: InlineDockerfile = {
      ...{ context: { ...context, inside }, text, host },
      ...{ uses: from, buildContext },
    };
    return dockerfile;
  }

  async function inFile(uri: string): Promise<readonly InlineDockerfile[]> {
    const [hostUri = uri] = uri.split("#");
    if (!uses.takes(hostUri) && !mayBeAround(hostUri)) return [];
    await uses.settled();
    const path = pathOfUri(hostUri);
    const document = uses.documentOf(path);
    // What a target of bake has, may be a variable's of another file.
    if (!document || !(KEY.test(document.getText()) || BAKE.test(path))) return [];
    const host = TextDocument.create(hostUri, "", 0, document.getText());
    const there = uses.allUses().flatMap(use => {
      const { isInline, place } = use.dockerfile;
      return isInline && place?.file === path ? [{ use, start: place.span.start }] : [];
    });
    const wanted = there.filter(
      ({ use, start }) =>
        uri === hostUri || addressOf(hostUri, start) === uri || clientAddress(hostUri, use) === uri,
    );
    const starts = [...new Set(wanted.map(({ start }) => start))].sort((a, b) => a - b);
    const found = await Promise.all(starts.map(start => read(addressOf(hostUri, start), host)));
    return found.flatMap(each => each ?? []);
  }

  async function ofUse({ dockerfile: { isInline, place } }: Use): Promise<InlineDockerfile | null> {
    const uri = place && uses.uriOf(place.file);
    if (!isInline || !place || uri === null) return null;
    const [found] = await inFile(addressOf(uri, place.span.start));
    return found ?? null;
  }

  return {
    in: inFile,
    of: ofUse,
    built: async (tool, name, files) => {
      await uses.settled();
      const wanted = new Set(files.map(pathOfUri));
      const builds = uses
        .allUses()
        .filter(use => use.project?.tool === tool && use.name === name)
        .filter(({ project }) => project?.files.some(file => wanted.has(file)));
      const [use] = distinctUses(builds);
      return use ? ofUse(use) : null;
    },
  };
}

/** The address of a Dockerfile inside of a file, which has its path in the index of uses. */
function addressOf(uri: string, start: number): string {
  return `${uri}#${start}`;
}

/** What builds it is given by the files around alone: settings of builds are those of Dockerfiles that are files. */
function settingsInside(settings: Settings): Settings {
  const { build, buildArgs, targets } = DEFAULT_SETTINGS;
  // What runs is a service.
  const codeLens = { ...settings.codeLens, run: false };
  return { ...settings, build, buildArgs, targets, codeLens };
}
