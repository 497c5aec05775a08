/** The services of a Compose file: with what they extend, and with the files that it includes. */
import type { Files } from "../files";
import { folderOf, joinPath } from "../paths";
import { interpolate } from "./interpolate";
import type { Inherited, NamedFile, Place } from "../use";
import { at, entriesOf, entryOf, itemsOf, scalarOf, scalarsOf } from "../tree";
import type { Entry, Tree } from "../tree";
import { MOST_MERGED, readYaml } from "../yaml";
import { mergeBuilds } from "./mergeBuilds";
import { readBuild, readImage, readSecrets } from "./build";
import type { Build, ComposeScope } from "./build";
import { readEnvFile } from "./envFile";

/** A service that builds. */
export interface Service {
  readonly name: string;
  /** The key of the service. */
  readonly namePlace: Place;
  readonly build: Build;
  /** What it extends was not found: it may say anything. */
  readonly isPartial: boolean;
  /** The service that it extends; none for one that stands alone. */
  readonly inherits: readonly Inherited[];
}

/** The services of a file, and whether some of the file could not be read. */
export interface ComposeFile {
  readonly services: ReadonlyMap<string, Service>;
  /** Compose files that the file names, with the folder of their project. */
  readonly included: readonly NamedFile[];
  readonly isBroken: boolean;
}

/** Services that extend one another in more steps than this are not followed, nor are those that do so in circles. */
const DEEPEST = 500;
const EMPTY: ComposeFile = { services: new Map(), included: [], isBroken: false };

/** The file beside a project that gives values to its variables. */
const ENVIRONMENT = ".env";

/**
 * Reads one file of a project whose folder is `folder`; what it extends in other files is read there. `environment` are the files that
 * give variables, those that go first before the others.
 */
export function readComposeFile(
  path: string,
  folder: string,
  files: Files,
  environment: readonly string[] = [joinPath(folder, ENVIRONMENT)],
): ComposeFile {
  const text = files.text(path);
  if (text === null) return EMPTY;
  const { documents, isBroken, isCut } = readYaml(text);
  const variables = variablesOf(environment, files);
  const secrets = new Map(documents.flatMap(document => readSecrets(document, { folder, variables })));
  const scope: ComposeScope = {
    file: path,
    folder,
    variables,
    secrets,
    shared: new Map(),
    others: new Map(),
  };
  const services = new Map<string, Service>();
  const kept = new Map<string, Service | null>();
  for (const document of documents)
    for (const entry of entriesOf(at(document, "services"))) {
      const service = readService(entry, document, scope, files, kept, 0);
      if (service) services.set(entry.key, service);
    }
  if (isCut()) {
    files.onLimit?.(path, `merges (<<) copy more than ${MOST_MERGED} entries`);
    // What is left out of them may say anything.
    for (const [name, service] of services) services.set(name, { ...service, isPartial: true });
  }
  return {
    services,
    isBroken,
    included: documents.flatMap(document => includedIn(document, scope, environment)),
  };
}

/** What environment files say; of a name the first one that has it. */
function variablesOf(environment: readonly string[], files: Files): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const path of environment) {
    const text = files.text(path);
    if (text === null) continue;
    for (const [name, value] of readEnvFile(text, variables))
      if (!variables.has(name)) variables.set(name, value);
  }
  return variables;
}

function readService(
  { key, keySpan, value }: Entry,
  document: Tree,
  scope: ComposeScope,
  files: Files,
  kept: Map<string, Service | null>,
  depth: number,
): Service | null {
  const known = kept.get(`${scope.file}#${key}`);
  if (known !== undefined) return known;
  kept.set(`${scope.file}#${key}`, null);
  const own = entryOf(value, "build");
  const build = own ? readBuild(own, scope) : undefined;
  const extended = at(value, "extends");
  const base = extended ? baseOf(extended, document, scope, files, kept, depth + 1) : null;
  const namePlace = { file: scope.file, span: keySpan };
  const inherited = base && { ...base.build, place: namePlace };
  const merged =
    build === null ? null : inherited && build ? mergeBuilds(inherited, build) : (build ?? inherited);
  // What is not there may say anything.
  const isPartial = base?.isPartial ?? base === undefined;
  const image = readImage(value, scope);
  const inherits = extended ? inheritedOf(extended, document, scope, files) : [];
  const service = merged
    ? { name: key, namePlace, build: image ? { ...merged, image } : merged, isPartial, inherits }
    : null;
  kept.set(`${scope.file}#${key}`, service);
  return service;
}

/** The name of the service that `extends` has, and where that is. */
function inheritedOf(extended: Tree, document: Tree, scope: ComposeScope, files: Files): Inherited[] {
  const name = scalarOf(extended) ?? scalarOf(at(extended, "service"));
  if (!name) return [];
  const other = otherFileOf(extended, scope);
  const services = at(other === null ? document : documentIn(other, files, scope), "services");
  const span = entryOf(services, name.text)?.keySpan;
  const place = { file: scope.file, span: name.span };
  return [
    {
      ...{ text: name.text, isOpen: false, place },
      ...(other !== null && { file: other }),
      ...(span && { at: { file: other ?? scope.file, span } }),
    },
  ];
}

/** The path of the file that has what is extended; null for the own one. */
function otherFileOf(extended: Tree, { file }: ComposeScope): string | null {
  const other = scalarOf(at(extended, "file"))?.text;
  return other === undefined ? null : joinPath(folderOf(file), other);
}

function documentIn(path: string, files: Files, { others }: ComposeScope): Tree | undefined {
  if (others.has(path)) return others.get(path);
  const text = files.text(path);
  const document = text === null ? undefined : readYaml(text).documents[0];
  others.set(path, document);
  return document;
}

/**
 * The service that `extends` names, in the same file or in another one, whose paths count from its own folder. Null where it does
 * not build, undefined where there is none.
 */
function baseOf(
  extended: Tree,
  document: Tree,
  scope: ComposeScope,
  files: Files,
  kept: Map<string, Service | null>,
  depth: number,
): Service | null | undefined {
  if (depth > DEEPEST) {
    files.onLimit?.(scope.file, `services extend one another in more than ${DEEPEST} steps`);
    return undefined;
  }
  const name = scalarOf(extended)?.text ?? scalarOf(at(extended, "service"))?.text ?? "";
  const path = otherFileOf(extended, scope);
  if (path === null) {
    const entry = entryOf(at(document, "services"), name);
    return entry && readService(entry, document, scope, files, kept, depth);
  }
  const other = documentIn(path, files, scope);
  const entry = entryOf(at(other, "services"), name);
  const there = { ...scope, file: path, folder: folderOf(path) };
  return other && entry && readService(entry, other, there, files, kept, depth);
}

/** The files that a file includes. What gives variables to that goes before what each of them names, or has in its folder. */
function includedIn(
  document: Tree,
  { file, variables }: ComposeScope,
  environment: readonly string[],
): NamedFile[] {
  const filled = ({ text }: { readonly text: string }) => interpolate(text, name => variables.get(name)).text;
  return itemsOf(at(document, "include")).flatMap(item => {
    const paths = scalarsOf(item.kind === "map" ? at(item, "path") : item).map(filled);
    const [first = ""] = paths;
    const given = scalarOf(at(item, "project_directory"));
    const here = folderOf(file);
    const folder = given ? joinPath(here, filled(given)) : folderOf(joinPath(here, first));
    // A later one goes before an earlier one.
    const named = scalarsOf(at(item, "env_file")).map(each => joinPath(here, filled(each)));
    const own = named.length > 0 ? named.reverse() : [joinPath(folder, ENVIRONMENT)];
    return paths.map((path): NamedFile => ({
      kind: "compose",
      path: joinPath(here, path),
      folder,
      isIncluded: true,
      environment: [...new Set([...environment, ...own])],
    }));
  });
}
