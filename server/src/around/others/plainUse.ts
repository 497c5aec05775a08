/** A use of which a file says the Dockerfile, the context, the target and the arguments, each by a key. */
import { existing } from "../dockerfilePath";
import type { Files } from "../files";
import { isRemoteContext, joinPath } from "../paths";
import { entriesOf, itemsOf, scalarOf } from "../tree";
import type { ScalarTree, Tree } from "../tree";
import { byDefault } from "../use";
import type { ContextValue, Named, Place, Use, UseKind, Value } from "../use";

/** What a file says of a build. */
export interface PlainBuild {
  readonly kind: UseKind;
  readonly name: string;
  readonly place: Place;
  /** Undefined for `Dockerfile`. */
  readonly dockerfile: Value | undefined;
  /** The folders from which the Dockerfile's path may count, the most likely one first. Undefined for the context. */
  readonly folders: readonly string[] | undefined;
  /** Undefined for the folder `base`. */
  readonly context: Value | undefined;
  /** The folder that the context counts from. */
  readonly base: string;
  readonly target: Value | undefined;
  readonly args: ReadonlyMap<string, Named<Value | null>>;
  readonly platforms?: readonly Value[];
}

/** The use that a file describes by these. */
export function plainUse(build: PlainBuild, files: Files): Use {
  const { kind, name, place, target, args } = build;
  const given = build.context ?? byDefault(".");
  const isElsewhere = given.isOpen || isRemoteContext(given.text);
  const context: ContextValue = {
    ...given,
    build: null,
    folder: isElsewhere ? null : joinPath(build.base, given.text),
  };
  const file = build.dockerfile ?? byDefault("Dockerfile");
  const folders = build.folders ?? (context.folder === null ? [] : [context.folder]);
  const paths = file.isOpen ? [] : folders.map(folder => existing(joinPath(folder, file.text), files));
  return {
    kind,
    name,
    place,
    dockerfile: {
      ...file,
      isOpen: file.isOpen || (folders.length === 0 && context.isOpen),
      path: paths.find(path => files.has(path)) ?? paths[0] ?? null,
      isInline: false,
    },
    context,
    target: target ?? null,
    contexts: new Map(),
    args,
    platforms: build.platforms ?? [],
    secrets: [],
    ssh: [],
    tags: [],
    noCacheFilters: [],
    isPartial: false,
  };
}

/** A scalar of a file as a value, with what fills in its variables. */
export function plainValue(
  node: ScalarTree | undefined,
  file: string,
  fill: (text: string) => { text: string; isOpen: boolean } = text => ({ text, isOpen: false }),
): Value | undefined {
  return node && { ...fill(node.text), place: { file, span: node.span } };
}

/** Build arguments: a map, a list of `NAME=value`, or text with one in each line. */
export function plainArgs(tree: Tree | undefined, file: string): Map<string, Named<Value | null>> {
  const found = new Map<string, Named<Value | null>>();
  for (const { key, keySpan, value } of entriesOf(tree))
    found.set(key, { name: { file, span: keySpan }, value: plainValue(scalarOf(value), file) ?? null });
  for (const item of [...itemsOf(tree), ...(tree?.kind === "scalar" ? [tree] : [])]) {
    const scalar = scalarOf(item);
    for (const line of scalar?.text.split(/[\n,]/) ?? []) {
      const [name = "", ...rest] = line
        .trim()
        .replace(/^--build-arg[= ]/, "")
        .split("=");
      if (!scalar || !/^\w+$/.test(name)) continue;
      const place = { file, span: scalar.span };
      found.set(name, {
        name: place,
        value: rest.length > 0 ? { text: rest.join("="), isOpen: false, place } : null,
      });
    }
  }
  return found;
}
