/** The `build` of a service as one Compose file writes it, and how files on top of one another change it. */
import type { ContextValue, Named, Place, Value } from "../use";
import { at, entriesOf, itemsOf, scalarOf, scalarsOf } from "../tree";
import type { Entry, ScalarTree, Tree } from "../tree";
import { isRemoteContext, joinPath } from "../paths";
import type { Interpolated } from "./interpolate";
import { filledText } from "../encoding/filledText";
import type { InlineText } from "../encoding/inlineText";
import { composeTemplate, interpolate } from "./interpolate";

/** What a file says of a build; what it does not say is undefined. */
export interface Build {
  /** The key `build`. */
  readonly place: Place;
  readonly context: ContextValue | undefined;
  readonly dockerfile: Value | undefined;
  readonly inline: (Value & { readonly written: () => InlineText | null }) | undefined;
  readonly target: Value | undefined;
  readonly contexts: ReadonlyMap<string, Named<ContextValue>>;
  readonly args: ReadonlyMap<string, Named<Value | null>>;
  readonly platforms: readonly Value[];
  readonly secrets: readonly Value[];
  readonly ssh: readonly Value[];
  readonly tags: readonly Value[];
  /** The name that the service gives to the image. */
  readonly image: Value | undefined;
  /**
   * What of a lower file does not count: the keys with `!reset` and `!override`, those of maps as `args NAME`; null where the build as a
   * whole takes the place of the lower one.
   */
  readonly cleared: ReadonlySet<string> | null;
}

/** Where a file counts paths from, and what its variables are. */
export interface ComposeScope {
  readonly file: string;
  /** The project's folder. */
  readonly folder: string;
  readonly variables: ReadonlyMap<string, string>;
  /** Where the values of the secrets of the file are, by their names: `src=…`, `env=…`. */
  readonly secrets: ReadonlyMap<string, Interpolated>;
  /** What has been read of maps that several services name by an anchor, by the node. */
  readonly shared: Map<Tree, ReadonlyMap<string, Named<Value | null>>>;
  /** Other files that services extend, by their path: undefined where there is none. */
  readonly others: Map<string, Tree | undefined>;
}

/**
 * Reads the value of a service's `build`: the context alone, or a map. Null where the file takes the build away (`!reset`),
 * undefined where it says nothing.
 */
export function readBuild({ keySpan, value: tree }: Entry, scope: ComposeScope): Build | null | undefined {
  if (isReset(tree)) return null;
  const text = scalarOf(tree);
  if (!text && tree.kind !== "map") return undefined;
  const node = (key: string): Tree | undefined => {
    const found = at(tree, key);
    return found && !isReset(found) ? found : undefined;
  };
  const scalar = (key: string): ScalarTree | undefined => scalarOf(node(key));
  const value = (key: string): Value | undefined => {
    const found = scalar(key);
    return found && valueOf(found, scope);
  };
  const inline = scalar("dockerfile_inline");
  const values = (key: string): Value[] => scalarsOf(node(key)).map(each => valueOf(each, scope));
  const context = text ? valueOf(text, scope) : value("context");
  const named = (key: string): [string, Named<Value | null>][] => pairsOf(node(key), scope);
  return {
    place: { file: scope.file, span: keySpan },
    context: context && contextOf(context, scope),
    dockerfile: value("dockerfile"),
    inline: inline && { ...valueOf(inline, scope), written: () => interpolatedText(inline, scope) },
    target: value("target"),
    contexts: new Map(
      named("additional_contexts").flatMap(([name, { name: place, value: given }]) =>
        given ? [[name, { name: place, value: contextOf(given, scope) }]] : [],
      ),
    ),
    args: argsOf(node("args"), scope),
    platforms: values("platforms"),
    secrets: itemsOf(node("secrets")).flatMap(item => secretOf(item, scope)),
    ssh: named("ssh").map(([name, { name: place, value: given }]) => ({
      text: given ? `${name}=${given.text}` : name,
      isOpen: given?.isOpen ?? false,
      place,
    })),
    tags: values("tags"),
    image: undefined,
    cleared: tree.tag === "!override" ? null : clearedIn(tree),
  };
}

/** What is read of a build. */
const READ_KEYS = [
  ...["context", "dockerfile", "dockerfile_inline", "target", "additional_contexts", "args"],
  ...["platforms", "secrets", "ssh", "tags"],
];

const NOTHING_CLEARED: ReadonlySet<string> = new Set();

/** The keys that take away what a lower file says. */
function clearedIn(tree: Tree): ReadonlySet<string> {
  const isClearing = ({ tag }: Tree) => tag === "!reset" || tag === "!override";
  const cleared = READ_KEYS.flatMap(key => {
    const value = at(tree, key);
    if (!value) return [];
    const inner = entriesOf(value).flatMap(each => (isClearing(each.value) ? [`${key} ${each.key}`] : []));
    return isClearing(value) ? [key, ...inner] : inner;
  });
  return cleared.length === 0 ? NOTHING_CLEARED : new Set(cleared);
}

const NO_ARGS: ReadonlyMap<string, Named<Value | null>> = new Map();

/** The arguments of a build: the same object for all that name the same node. */
function argsOf(tree: Tree | undefined, scope: ComposeScope): ReadonlyMap<string, Named<Value | null>> {
  if (!tree) return NO_ARGS;
  const args = scope.shared.get(tree) ?? new Map(pairsOf(tree, scope));
  scope.shared.set(tree, args);
  return args;
}

/** The `image` of a service, which names what is built. */
export function readImage(service: Tree, scope: ComposeScope): Value | undefined {
  const image = scalarOf(at(service, "image"));
  return image && image.text !== "" ? valueOf(image, scope) : undefined;
}

/** A secret as `--secret` takes it; its name alone where the file does not say where its value is. */
function secretOf(item: Tree, scope: ComposeScope): Value[] {
  const source = scalarOf(item) ?? scalarOf(at(item, "source"));
  if (!source) return [];
  const name = valueOf(source, scope);
  const found = name.isOpen ? undefined : scope.secrets.get(name.text);
  if (!found) return [name];
  const target = scalarOf(at(item, "target"));
  const id = target ? valueOf(target, scope) : name;
  const text = `id=${csvField(id.text)},${csvField(found.text)}`;
  return [{ text, isOpen: id.isOpen || found.isOpen, place: name.place }];
}

/** A field of a record of CSV, in quotes where it needs them. */
function csvField(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The secrets that a file defines: where the value of each is. */
export function readSecrets(
  document: Tree,
  { folder, variables }: Pick<ComposeScope, "folder" | "variables">,
): [string, Interpolated][] {
  return entriesOf(at(document, "secrets")).flatMap(({ key, value }): [string, Interpolated][] => {
    const variable = scalarOf(at(value, "environment"));
    if (variable) {
      const { text, isOpen } = interpolate(variable.text, name => variables.get(name));
      return [[key, { text: `env=${text}`, isOpen }]];
    }
    const file = scalarOf(at(value, "file"));
    if (!file) return [];
    const { text, isOpen } = interpolate(file.text, name => variables.get(name));
    return [[key, { text: `src=${isOpen || text.startsWith("~") ? text : joinPath(folder, text)}`, isOpen }]];
  });
}

function isReset({ tag }: Tree): boolean {
  return tag === "!reset";
}

function valueOf({ text, span }: ScalarTree, { file, variables }: ComposeScope): Value {
  return { ...interpolate(text, name => variables.get(name)), place: { file, span } };
}

/** A text with its variables filled in, as it is written in the file. */
function interpolatedText({ written }: ScalarTree, { variables }: ComposeScope): InlineText | null {
  const inner = written();
  return (
    inner &&
    filledText(
      inner,
      composeTemplate(name => variables.get(name)),
    )
  );
}

/** A map, or a list of `name=value`; a name alone has its value from the environment. */
function pairsOf(tree: Tree | undefined, scope: ComposeScope): [string, Named<Value | null>][] {
  const { file } = scope;
  if (tree?.kind === "map")
    return entriesOf(tree).flatMap(({ key, keySpan, value }): [string, Named<Value | null>][] => {
      if (isReset(value)) return [];
      const scalar = scalarOf(value);
      return [[key, { name: { file, span: keySpan }, value: scalar ? valueOf(scalar, scope) : null }]];
    });
  return itemsOf(tree).flatMap((item): [string, Named<Value | null>][] => {
    const scalar = scalarOf(item);
    if (!scalar) return [];
    const equals = scalar.text.indexOf("=");
    const end = equals === -1 ? scalar.text.length : equals;
    const { text, isOpen } = interpolate(scalar.text.slice(end + 1), name => scope.variables.get(name));
    const { start } = scalar.span;
    const name = { file, span: { start, end: start + end } };
    const place = { file, span: { start: Math.min(start + end + 1, scalar.span.end), end: scalar.span.end } };
    return [[scalar.text.slice(0, end), { name, value: equals === -1 ? null : { text, isOpen, place } }]];
  });
}

const OTHER_BUILD = /^(?:service|target):(.+)$/;

function contextOf(value: Value, { folder }: ComposeScope): ContextValue {
  // The folder of whoever builds it: no file says where that is.
  if (/^~(?:\/|$)/.test(value.text)) return { ...value, isOpen: true, build: null, folder: null };
  const build = OTHER_BUILD.exec(value.text)?.[1] ?? null;
  const isElsewhere = value.isOpen || build !== null || isRemoteContext(value.text);
  return { ...value, build, folder: isElsewhere ? null : joinPath(folder, value.text) };
}
