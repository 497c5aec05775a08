/** Uses in bake files. */
import { dockerfileIn } from "../dockerfilePath";
import type { Files } from "../files";
import { baseName, folderOf, isRemoteContext, joinPath } from "../paths";
import { byDefault } from "../use";
import type { ContextValue, DockerfileValue, Named, Reading, Use, Value } from "../use";
import { isMap, isOpen, textOf } from "./data";
import type { BakeFile } from "./expression";
import type { ReadHcl } from "./hcl";
import { readBakeJson } from "./json";
import { readGroups } from "./groups";
import { readTargets } from "./targets";
import type { BakeValue } from "./bakeValues";
import type { BakeTarget } from "./targets";
import { listOf } from "./variables";

/** The files that bake reads without being told, in the order in which they go on top of one another. */
const DEFAULT_FILES = [
  "docker-bake.json",
  "docker-bake.hcl",
  "docker-bake.override.json",
  "docker-bake.override.hcl",
];

/** Whether a file is a bake file by its name. */
export function isBakeFile(path: string): boolean {
  return /^(?:docker-)?bake(?:[.-].+)?\.(?:hcl|json)$/.test(baseName(path));
}

/** The targets of a bake file, with the files that bake reads beside it; run in `folder`, or where its Dockerfiles are. */
export function readBake(
  path: string,
  files: Files,
  readHcl: ReadHcl,
  folder: string | null = null,
): Reading {
  const here = folderOf(path);
  const names = DEFAULT_FILES.includes(baseName(path)) ? DEFAULT_FILES : [baseName(path)];
  const read = names.flatMap(name => {
    const each = joinPath(here, name);
    const text = files.text(each);
    return text === null ? [] : [readFile(each, text, readHcl)];
  });
  const onLimit = (what: string) => files.onLimit?.(path, what);
  const targets = [...readTargets(read, each => files.text(each) ?? "", onLimit).values()].filter(target =>
    target.files.has(path),
  );
  const isBroken = read.some(file => file.path === path && file.isBroken);
  const folders = folder === null ? [...new Set([here, files.root(path)])] : [folder];
  const isMain = names.length > 1;
  const own = read.map(file => file.path);
  const groupsOf = readGroups(read);
  const attempts = folders.map(each =>
    targets.map(target => ({
      ...useOf(target, each, files),
      project: { tool: "bake" as const, files: own, folder: each, isMain, groups: groupsOf(target) },
    })),
  );
  const found = attempts.map(
    uses => uses.filter(({ dockerfile }) => dockerfile.path !== null && files.has(dockerfile.path)).length,
  );
  // Run where most of its Dockerfiles are; a target of which that is not true may be run elsewhere.
  const most = attempts[found.indexOf(Math.max(...found))] ?? [];
  const isFound = ({ dockerfile }: Use) => dockerfile.path !== null && files.has(dockerfile.path);
  const uses = most.map((use, index) =>
    isFound(use) ? use : (attempts.flatMap(all => all[index] ?? []).find(isFound) ?? use),
  );
  return { uses, names: [], isBroken };
}

function readFile(path: string, text: string, readHcl: ReadHcl): BakeFile {
  return path.endsWith(".json") ? readBakeJson(path, text, readHcl) : readHcl(path, text);
}

function useOf({ name, place, attributes, isPartial }: BakeTarget, folder: string, files: Files): Use {
  const value = (key: string): Value | null => valueOf(attributes.get(key));
  // Bake leaves empty texts out, and takes each of the others once.
  const values = (key: string): Value[] =>
    distinct(valuesOf(attributes.get(key)).filter(({ text }) => text !== ""));
  const written = value("context");
  const context = contextOf(written && written.text !== "" ? written : byDefault("."), folder);
  return {
    kind: "bake",
    name,
    place,
    dockerfile: dockerfileOf(value("dockerfile"), attributes.get("dockerfile-inline"), context, files),
    context,
    target: value("target"),
    contexts: new Map(
      named(attributes.get("contexts")).flatMap(([key, { name: at, value: given }]) =>
        given ? [[key, { name: at, value: contextOf(given, folder) }]] : [],
      ),
    ),
    args: argsOf(attributes.get("args")),
    platforms: values("platforms"),
    secrets: values("secret"),
    ssh: values("ssh"),
    tags: values("tags"),
    noCacheFilters: values("no-cache-filter"),
    inherits: values("inherits"),
    isPartial,
  };
}

function dockerfileOf(
  written: Value | null,
  given: BakeValue | undefined,
  context: ContextValue,
  files: Files,
): DockerfileValue {
  const inline = valueOf(given);
  // An empty text is none, whatever else is said.
  if (inline && (inline.isOpen || inline.text !== ""))
    return { ...inline, path: null, isInline: true, ...placeOfText(given, inline) };
  return dockerfileIn(context, written && written.text !== "" ? written : byDefault("Dockerfile"), files);
}

/** Where the text of a Dockerfile stands, and how: that may be in a variable, in another file. */
function placeOfText(
  given: BakeValue | undefined,
  { place }: Value,
): Pick<DockerfileValue, "place" | "written"> {
  const found = given?.written?.();
  if (!found) return { place };
  const { file, text } = found;
  return { place: { file, span: text.span }, written: () => text };
}

function contextOf(value: Value, folder: string): ContextValue {
  const text = value.text.replace(/^cwd:\/\//, "./");
  const build = /^target:(.+)$/.exec(text)?.[1] ?? null;
  const isElsewhere = value.isOpen || build !== null || isRemoteContext(text);
  return { ...value, build, folder: isElsewhere ? null : joinPath(folder, text) };
}

function valueOf(given: BakeValue | undefined): Value | null {
  if (!given) return null;
  if (isOpen(given.data)) return { text: given.data.open, isOpen: true, place: given.place };
  const text = textOf(given.data);
  return text === undefined ? null : { text, isOpen: false, place: given.place };
}

function valuesOf(given: BakeValue | undefined): Value[] {
  if (!given) return [];
  if (given.items) return given.items.flatMap(item => valueOf(item) ?? objectValue(item) ?? valuesOf(item));
  return listOf(given.data).map(each => ({ ...each, place: given.place }));
}

function distinct(values: readonly Value[]): Value[] {
  const texts = new Set<string>();
  return values.filter(({ text, isOpen: isUnknown }) => isUnknown || (!texts.has(text) && texts.add(text)));
}

/** A secret or a cache can be an object: said as the builder's own list of `key=value`. */
function objectValue({ data, place }: BakeValue): Value | null {
  if (!isMap(data)) return null;
  const texts = [...data].map(([key, each]) => `${key}=${isOpen(each) ? each.open : (textOf(each) ?? "")}`);
  return { text: texts.join(","), isOpen: [...data.values()].some(isOpen), place };
}

/** Arguments by what gives them: targets that inherit them share them. */
const ARGS = new WeakMap<BakeValue, Use["args"]>();
const NO_ARGS: Use["args"] = new Map();

function argsOf(given: BakeValue | undefined): Use["args"] {
  if (!given) return NO_ARGS;
  const args = ARGS.get(given) ?? new Map(named(given));
  ARGS.set(given, args);
  return args;
}

function named(given: BakeValue | undefined): [string, Named<Value | null>][] {
  if (!given || !isMap(given.data)) return [];
  return [...given.data].flatMap(([key, data]): [string, Named<Value | null>][] => {
    const entry = given.entries?.get(key);
    const value = valueOf(entry?.value ?? { data, place: given.place, items: null, entries: null });
    return data === null ? [] : [[key, { name: entry?.name ?? given.place, value }]];
  });
}
