/** What is served in the files around a Dockerfile. They are asked for once it is known which those are. */
import { DocumentHighlightKind } from "vscode-languageserver-types";
import type {
  CallHierarchyItem,
  CodeLens,
  CodeLensParams,
  CompletionItem,
  CompletionParams,
  Definition,
  DocumentHighlight,
  DocumentLink,
  DocumentLinkParams,
  Hover,
  Location,
  MarkupKind,
  ReferenceParams,
  RenameParams,
  TextDocumentPositionParams,
  WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { otherBuild } from "../around/otherBuild";
import { namesStage, partsAt, partsOf } from "../around/parts";
import type { UsePart } from "../around/parts";
import { pathOfUri } from "../around/paths";
import { dockerfilePath } from "../around/use";
import { touches } from "../dockerfile/source";
import type { Use } from "../around/use";
import { isAnsweredByDockerDx } from "../features/around/besideDockerDx";
import { placesInDockerfile, stageOf } from "../features/around/definition";
import { aroundLinks } from "../features/around/links";
import type { LensSupport } from "../features/codeLens";
import type { CompletionSupport } from "../features/completion/proposal";
import { inHost, rangeOf } from "../features/context";
import type { FeatureContext } from "../features/context";
import { stageItem } from "../features/callHierarchy";
import { useItem } from "../features/callHierarchyElsewhere";
import { hover } from "../features/hover";
import { isInside } from "../features/inline/inlineDockerfile";
import type { InlineDockerfile } from "../features/inline/inlineDockerfile";
import { toHost } from "../features/inline/toHost";
import type { LinkedDockerfiles } from "../features/linkedStages";
import { references } from "../features/references";
import type { Refusal, RenamePlace } from "../features/rename";
import { nameSpan } from "../stages/model/stagePlaces";
import type { Stage } from "../stages/model/model";
import type { AroundDockerfiles } from "../workspace/aroundDockerfiles";
import { underUse } from "../workspace/buildsAround";
import type { Documents } from "../workspace/documents";
import type { InlineDockerfiles } from "../workspace/inlineDockerfiles";
import type { SettingsStore } from "../workspace/settingsStore";
import type { Uses } from "../workspace/uses";
import type { UsesInForce } from "../workspace/usesInForce";
import { completeAround } from "./aroundCompletion";
import { lensesAround } from "./aroundLenses";
import { prepareRenameAround, renameAround } from "./aroundRename";
import type { RenameSupport } from "./aroundRename";

/** Answers about a file around a Dockerfile. */
export interface AroundFiles {
  /** Whether a document is one of these files. One that is open as a Dockerfile is that. */
  readonly takes: (uri: string) => boolean;
  /** Whether a position is in one of these files, and in no Dockerfile that stands inside of it. */
  readonly takesAt: (params: TextDocumentPositionParams) => Promise<boolean>;
  readonly completion: (params: CompletionParams, support: CompletionSupport) => Promise<CompletionItem[]>;
  readonly definition: (params: TextDocumentPositionParams) => Promise<Definition>;
  /** All places that mean the stage which a target names, in its Dockerfile and around it. */
  readonly references: (params: ReferenceParams) => Promise<Location[]>;
  readonly highlights: (params: TextDocumentPositionParams) => Promise<DocumentHighlight[] | null>;
  readonly hover: (params: TextDocumentPositionParams, kind: MarkupKind) => Promise<Hover | null>;
  readonly lenses: (params: CodeLensParams, support: LensSupport) => Promise<CodeLens[]>;
  readonly callHierarchy: (params: TextDocumentPositionParams) => Promise<CallHierarchyItem[] | null>;
  readonly links: (params: DocumentLinkParams, tooltips: boolean) => Promise<DocumentLink[]>;
  readonly prepareRename: (params: TextDocumentPositionParams) => Promise<RenamePlace | Refusal | null>;
  readonly rename: (params: RenameParams, support: RenameSupport) => Promise<WorkspaceEdit | Refusal | null>;
}

/** What answers need of the server. */
export interface AroundFileSource {
  readonly uses: Uses;
  readonly documents: Documents;
  readonly dockerfiles: AroundDockerfiles;
  readonly inline: InlineDockerfiles;
  readonly settings: SettingsStore;
  /** What has to do with a Dockerfile. */
  readonly linkedWith: (uri: string) => Promise<LinkedDockerfiles>;
  readonly usesInForce: UsesInForce;
  /** A Dockerfile that is open, with all that is known of it, by its address; null where it is closed. */
  readonly readOpen: (uri: string) => Promise<FeatureContext | null>;
}

/** A part at a position, and its Dockerfile. */
export interface AroundPart {
  readonly part: UsePart;
  readonly context: FeatureContext;
  /** The Dockerfile where it stands inside of a file; else null. */
  readonly inside: InlineDockerfile | null;
}

export function serveAroundFiles(source: AroundFileSource): AroundFiles {
  const { uses, documents, dockerfiles, inline, settings } = source;
  const takes = (uri: string) => uses.takes(uri) && documents.version(uri) === null;

  /** The parts at a position, of whichever file's builds they are. */
  async function partsHere({
    textDocument: { uri },
    position,
  }: TextDocumentPositionParams): Promise<UsePart[]> {
    await uses.settled();
    const offset = uses.offsetAt(uri, position);
    return offset === null ? [] : partsAt(uses.allUses(), pathOfUri(uri), offset);
  }

  /** Those with a Dockerfile of its own, each meaning once. */
  async function inDockerfiles(parts: readonly UsePart[]): Promise<AroundPart[]> {
    const found = new Map<string, AroundPart>();
    for (const part of parts) {
      const inside = part.use.dockerfile.isInline ? await inline.of(part.use) : null;
      const context = part.use.dockerfile.isInline ? inside?.context : await dockerfiles.of(part.use);
      if (context) found.set(`${context.document.uri} ${part.kind} ${part.text}`, { part, context, inside });
    }
    return [...found.values()];
  }

  /** The build that a part names: in `target:x`, `service:x`, or as one that is inherited. */
  function buildOf({ kind, text, use, isOpen }: UsePart): Use | null {
    if (isOpen) return null;
    const name =
      kind === "inherited"
        ? text
        : kind === "contextValue"
          ? /^(?:target|service):(.+)$/.exec(text)?.[1]
          : null;
    return name ? otherBuild(use, name, uses.allUses()) : null;
  }

  /** What Docker DX answers in a file. */
  async function answeredByDockerDx(uri: string): Promise<(part: UsePart, stage: Stage | null) => boolean> {
    const { isBesideDockerDx } = await settings.of(uri);
    const text = uses.documentOf(pathOfUri(uri))?.getText();
    if (!isBesideDockerDx || text === undefined) return () => false;
    return (part, stage) => isAnsweredByDockerDx(part, stage && stage.displayName, uses.usesIn(uri), text);
  }

  return {
    takes,
    takesAt: async ({ textDocument: { uri }, position }) =>
      takes(uri) && !(await inline.in(uri)).some(each => isInside(each, position)),
    completion: (params, support) => completeAround(source, params, support),
    definition: async params => {
      const parts = await partsHere(params);
      const isTheirs = await answeredByDockerDx(params.textDocument.uri);
      const found = [
        ...parts.flatMap(part => {
          const place = isTheirs(part, null) ? undefined : (part.inherited?.at ?? buildOf(part)?.place);
          return place ? (uses.locate(place) ?? []) : [];
        }),
        ...(await inDockerfiles(parts)).flatMap(({ part, context, inside }) =>
          isTheirs(part, stageOf(context, part)) ? [] : inFile(inside, placesInDockerfile(context, part)),
        ),
      ];
      return [...new Map(found.map(each => [JSON.stringify(each), each])).values()];
    },
    references: async params => {
      const { includeDeclaration } = params.context;
      const found: Location[] = [];
      for (const { part, context, inside } of await inDockerfiles(await partsHere(params))) {
        const stage = stageOf(context, part);
        const start = stage && nameSpan(stage)?.start;
        if (start === null || start === undefined) continue;
        const linked = await source.linkedWith(context.document.uri);
        const at = context.document.positionAt(start);
        found.push(...inFile(inside, references(context, at, includeDeclaration, linked)));
      }
      return [...new Map(found.map(each => [JSON.stringify(each), each])).values()];
    },
    highlights: async params => {
      const file = pathOfUri(params.textDocument.uri);
      const [first] = (await partsHere(params)).filter(part => namesStage(part) && !part.isOpen);
      if (!first) return null;
      const { text, use } = first;
      const alike = uses
        .allUses()
        .filter(({ dockerfile }) => {
          const path = dockerfilePath(dockerfile);
          return path !== null && path === dockerfilePath(use.dockerfile);
        })
        .flatMap(partsOf)
        .filter(
          part =>
            namesStage(part) && part.place.file === file && part.text.toLowerCase() === text.toLowerCase(),
        );
      const ranges = alike.flatMap(({ place }) => uses.locate(place)?.range ?? []);
      const distinct = [...new Map(ranges.map(range => [JSON.stringify(range), range])).values()];
      return distinct.map(range => ({ range, kind: DocumentHighlightKind.Read }));
    },
    callHierarchy: async params => {
      const { uri } = params.textDocument;
      const parts = await partsHere(params);
      const stages = (await inDockerfiles(parts)).flatMap(({ part, context }) => {
        const stage = stageOf(context, part);
        return stage ? [inHost(context, stageItem(context, stage))] : [];
      });
      if (stages.length > 0) return stages;
      const offset = uses.offsetAt(uri, params.position) ?? -1;
      const file = pathOfUri(uri);
      const named = parts.flatMap(part => buildOf(part) ?? []);
      const isHere = ({ place }: Use) => place.file === file && touches(place.span, offset);
      const linked = await source.linkedWith(uri);
      const builds = [...new Set(named.length > 0 ? named : uses.usesIn(uri).filter(isHere))];
      const items = builds.flatMap(use => useItem(use, linked) ?? []);
      return items.length > 0 ? items : null;
    },
    hover: async (params, kind) => {
      const parts = await partsHere(params);
      for (const { part, context } of await inDockerfiles(parts)) {
        const stage = stageOf(context, part);
        const [place] = placesInDockerfile(context, part);
        const at = stage ? rangeOf(context, nameSpan(stage) ?? stage.line).start : place?.range.start;
        const isCard = part.kind === "argument" || part.kind === "context" || stage !== null;
        if (!at || !isCard) continue;
        // What its file gives is what is built, and not what is in force.
        const { of } = source.usesInForce;
        const card = hover(underUse(context, part.use, { ...uses, of }), at, kind);
        const here = uses.locate(part.place);
        if (card && here) return { ...card, range: here.range };
      }
      return null;
    },
    lenses: (params, support) => lensesAround(source, params, support),
    links: async ({ textDocument: { uri } }, tooltips) => {
      await uses.settled();
      const file = pathOfUri(uri);
      const document = uses.documentOf(file);
      if (!document) return [];
      const { isBesideDockerDx } = await settings.of(uri);
      const { uriOf, shownPath } = uses;
      const all = new Set(uses.dockerfiles());
      return aroundLinks(document, file, uses.allUses(), {
        dockerfiles: all,
        uriOf,
        shownPath,
        isBesideDockerDx,
        tooltips,
      });
    },
    prepareRename: async params => prepareRenameAround(source, await partsHere(params)),
    rename: async (params, support) =>
      renameAround(source, await inDockerfiles(await partsHere(params)), params.newName, support),
  };
}

/** Places of a Dockerfile as places of the file that it stands in, if it does. */
function inFile(inside: InlineDockerfile | null, places: Location[]): Location[] {
  return inside ? toHost(inside, places) : places;
}
