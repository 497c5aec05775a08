/** A Dockerfile with the builds that files around it describe, as the features are given it, for unit tests. */
import { TextDocument } from "vscode-languageserver-textdocument";
import { mayDescribeBuilds, readUsesIn } from "../../server/src/around/readUsesIn";
import type { Place, Use } from "../../server/src/around/use";
import type { FeatureContext } from "../../server/src/features/context";
import type { LinkedDockerfiles } from "../../server/src/features/linkedStages";
import { linkedDockerfiles } from "../../server/src/serve/linkedDockerfiles";
import { createAroundDockerfiles } from "../../server/src/workspace/aroundDockerfiles";
import { readIgnoreFile } from "../../server/src/shared/ignorePatterns";
import { contextOf } from "../../server/src/stages/files/contextOf";
import { createBuildsAround } from "../../server/src/workspace/buildsAround";
import type { BuildsAroundOf } from "../../server/src/workspace/buildsAround";
import { createKnownBuilds } from "../../server/src/workspace/knownBuilds";
import type { BuildKnowledge } from "../../server/src/workspace/knownBuilds";
import { createLinkedBuilds } from "../../server/src/workspace/linkedBuilds";
import type { LinkedBuilds } from "../../server/src/workspace/linkedBuilds";
import { otherContext } from "../../server/src/workspace/otherContext";
import { NOTHING_KNOWN, createDocuments } from "../../server/src/workspace/documents";
import { DEFAULT_SETTINGS } from "../../server/src/workspace/settings";
import type { Settings } from "../../server/src/workspace/settings";
import { createUsesInForce } from "../../server/src/workspace/usesInForce";
import { hclReader } from "../around/read";
import { MACHINE } from "./machine";

/** The path of the workspace's folder. */
export const ROOT = "/work";

/** A workspace in memory. */
export interface AroundWorkspace {
  readonly uriOf: (path: string) => string;
  /** Reads the stages of other Dockerfiles that the build in force of one takes: they are known from then on. */
  readonly readLinks: (path: string) => Promise<void>;
  /** The Dockerfile of a path, with another text where one is given. */
  readonly contextOf: (path: string, settings?: Partial<Settings>, text?: string) => FeatureContext;
  /** Chooses a use of a Dockerfile by its label; null for automatic. */
  readonly choose: (path: string, label: string | null) => void;
  /** What is linked with the Dockerfile of a path. */
  readonly linkedWith: (path: string) => Promise<LinkedDockerfiles>;
  readonly usesOf: (uri: string) => readonly Use[];
  readonly allUses: () => readonly Use[];
  readonly documentOf: (path: string) => TextDocument | null;
  readonly locate: (place: Place) => { uri: string; range: { start: Position; end: Position } } | null;
}

type Position = ReturnType<TextDocument["positionAt"]>;

const addressOf = (path: string) => `file://${path}`;

/** The files of a workspace in memory, by their whole paths, with the uses in them. */
export interface TextsOfWorkspace {
  readonly texts: ReadonlyMap<string, string>;
  readonly uses: readonly Use[];
  readonly documentOf: (path: string) => TextDocument | null;
}

/** Reads the builds of files, by their paths from the workspace's folder. */
export async function readTexts(files: Readonly<Record<string, string>>): Promise<TextsOfWorkspace> {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${ROOT}/${path}`, text]));
  const source = {
    text: (path: string) => texts.get(path) ?? null,
    has: (path: string) => texts.has(path),
    root: () => ROOT,
  };
  const readHcl = await hclReader();
  const uses = [...texts.keys()]
    .filter(mayDescribeBuilds)
    .flatMap(path => readUsesIn(path, source, readHcl).uses);
  const documentOf = (path: string) => {
    const text = texts.get(path);
    return text === undefined ? null : TextDocument.create(addressOf(path), "", 0, text);
  };
  return { texts, uses, documentOf };
}

/** Reads the files of a workspace, by their paths from its folder. */
export async function workspaceOf(files: Readonly<Record<string, string>>): Promise<AroundWorkspace> {
  const { texts, uses, documentOf } = await readTexts(files);
  const uriOf = (path: string) => addressOf(`${ROOT}/${path}`);
  const byDockerfile = new Map<string, Use[]>();
  const usesOf = (uri: string) => {
    const known = byDockerfile.get(uri) ?? uses.filter(use => addressOf(use.dockerfile.path ?? "") === uri);
    byDockerfile.set(uri, known);
    return known;
  };
  const locate = ({ file, span }: Place) => {
    const document = documentOf(file);
    if (!document) return null;
    const range = { start: document.positionAt(span.start), end: document.positionAt(span.end) };
    return { uri: addressOf(file), range };
  };
  const unplaced = () => uses.filter(({ dockerfile: { path, isOpen } }) => path === null && isOpen);
  const shownPath = (path: string) => path.slice(ROOT.length + 1);
  const inForce = createUsesInForce({ usesOf, locate, shownPath, addressOf });
  const allUses = () => uses;
  const buildsAround = createBuildsAround(inForce, { addressOf, shownPath, unplaced, allUses });
  const documents = createDocuments(() => null, MACHINE, buildsAround);
  const readDockerfile = (path: string) => {
    const text = texts.get(path);
    return Promise.resolve(text === undefined ? null : { uri: addressOf(path), text });
  };
  const dockerfiles = createAroundDockerfiles(readDockerfile, () => Promise.resolve(DEFAULT_SETTINGS), null);
  // Those that stand in another file have no places of their own here.
  const placed = {
    of: (use: Use) => (use.dockerfile.isInline ? Promise.resolve(null) : dockerfiles.of(use)),
  };
  const linkedBuilds = createLinkedBuilds({
    uses: { allUses, unplaced, addressOf, shownPath, documentOf },
    usesInForce: inForce,
    dockerfiles,
    machine: MACHINE,
  });
  const builds = knownBuildsOf(texts, buildsAround, linkedBuilds);
  const inWorkspace = { usesOf, allUses, locate, shownPath, addressOf };
  return {
    uriOf,
    usesOf,
    allUses,
    linkedWith: path =>
      linkedDockerfiles(uriOf(path), { uses: inWorkspace, usesInForce: inForce, dockerfiles: placed }),
    documentOf,
    locate,
    readLinks: async path => {
      await builds.read(uriOf(path));
    },
    contextOf: (path, settings = {}, text = files[path] ?? "") => {
      documents.open(uriOf(path), "dockerfile", 1, text);
      const context = documents.read(
        uriOf(path),
        { ...DEFAULT_SETTINGS, ...settings },
        { ...NOTHING_KNOWN, links: linkedBuilds.known(uriOf(path)), builds: builds.known(uriOf(path)) },
      );
      if (!context) throw new Error("The document is not open.");
      return context;
    },
    choose: (path, label) => {
      const { names } = inForce.of(uriOf(path));
      const named = [...names.values()].find(each => each.label === label);
      if (label !== null && label !== "none" && !named) throw new Error(`No use is called ${label}.`);
      inForce.choose(uriOf(path), label === "none" ? label : (named?.id ?? null), null);
    },
  };
}

/** What is known of the builds of a Dockerfile, with build contexts that are folders in memory. */
function knownBuildsOf(
  texts: ReadonlyMap<string, string>,
  buildsAround: BuildsAroundOf,
  linkedBuilds: Pick<LinkedBuilds, "read" | "ofBuilds">,
): BuildKnowledge {
  const pathOf = (uri: string) => uri.slice("file://".length);
  const ignoreFileOf = (address: string) => {
    const { folder = "", dockerfile = "" } = otherContext(address) ?? {};
    const text =
      texts.get(`${pathOf(dockerfile)}.dockerignore`) ?? texts.get(`${pathOf(folder)}/.dockerignore`);
    return text === undefined ? null : readIgnoreFile(text);
  };
  const made = new Map<string, ReturnType<typeof contextOf>>();
  const contextAt = (address: string) => {
    const known = made.get(address);
    if (known) return known;
    const { folder = "", isCertain = false } = otherContext(address) ?? {};
    const below = [...texts.keys()].filter(path => path.startsWith(`${pathOf(folder)}/`));
    const paths = below.map(path => path.slice(pathOf(folder).length + 1));
    const context = contextOf(paths, { ignoreFile: ignoreFileOf(address), isCertain });
    made.set(address, context);
    return context;
  };
  const nothing = () => undefined;
  return createKnownBuilds({
    buildsAround,
    linkedBuilds,
    ignoreFiles: {
      known: ignoreFileOf,
      of: address => Promise.resolve(ignoreFileOf(address)),
      contextOf: uri => Promise.resolve(uri.slice(0, uri.lastIndexOf("/"))),
      forget: nothing,
    },
    buildContexts: { known: contextAt, settled: () => Promise.resolve(), forget: nothing },
  });
}
