/** A step of a workflow that builds by an action. */
import { existing } from "../dockerfilePath";
import type { Files } from "../files";
import { isRemoteContext, joinPath } from "../paths";
import { at, mappedOf, scalarOf } from "../tree";
import type { Entry, ScalarTree, Tree } from "../tree";
import { byDefault } from "../use";
import type { ContextValue, Named, Use, Value } from "../use";
import { originSpan } from "../../dockerfile/source";
import { atCaller, inputPlaceOf } from "./stepScope";
import type { StepValues } from "./stepScope";

/** Whether an action builds one Dockerfile: docker/build-push-action, and those of others that take the same. */
export function isBuildAction(action: string): boolean {
  return /^[\w.-]+\/[\w.-]*(?:build-push|docker-build|build-docker|buildah-build|publish-docker|kaniko|build-and-push|docker-publish)[\w.-]*(?:@|$)|^depot\/build/i.test(
    action,
  );
}

/** Whether an action builds bake files: docker/bake-action and its like. */
export function isBakeAction(action: string): boolean {
  return /\/bake-action(?:@|$)/.test(action);
}

/** The names that actions have for one thing. */
const KEYS = {
  file: ["file", "dockerfile", "containerfiles", "dockerfiles"],
  context: ["context", "workdir", "directory", "path"],
  target: ["target"],
  args: ["build-args", "buildargs", "build_args", "buildArgs", "extra_build_args", "extra-build-args"],
  contexts: ["build-contexts"],
} as const;

/** The build of a step in one row of the matrix. Paths count from the repository. */
export function readBuildStep(step: Tree, uses: Entry, { scope, text }: StepValues): Use {
  const { file, root, files } = scope;
  const node = (keys: readonly string[]): ScalarTree | undefined =>
    keys.map(key => scalarOf(at(step, "with", key))).find(each => each !== undefined);
  const value = (keys: readonly string[]): Value | null => {
    const found = node(keys);
    return found
      ? { ...text(found.text), place: inputPlaceOf(found.text, scope) ?? { file, span: found.span } }
      : null;
  };
  const lines = (...keys: string[]): Value[] => linesOf(node(keys), file, text);
  const given = value(KEYS.context);
  const context = contextOf(given?.text === "" || given === null ? byDefault(".") : given, root);
  const written = value(KEYS.file);
  const target = value(KEYS.target);
  const hasFile = written !== null && written.text !== "";
  const path = hasFile
    ? besideOrIn(joinPath(root, written.text), context, written.text, files)
    : context.folder === null
      ? null
      : joinPath(context.folder, "Dockerfile");
  const isOpen = hasFile ? written.isOpen : context.isOpen;
  const use: Use = {
    kind: "workflow",
    name: scope.name,
    place: { file, span: uses.keySpan },
    dockerfile: {
      ...(hasFile ? written : byDefault("Dockerfile")),
      isOpen,
      path: isOpen || path === null ? null : existing(path, files),
      isInline: false,
    },
    context,
    target: target,
    contexts: new Map(
      named(lines(...KEYS.contexts)).flatMap(([name, { name: place, value: content }]) =>
        content ? [[name, { name: place, value: contextOf(content, root) }]] : [],
      ),
    ),
    args: new Map(named(lines(...KEYS.args))),
    platforms: lines("platforms", "platform"),
    secrets: lines("secrets"),
    ssh: lines("ssh"),
    tags: lines("tags"),
    noCacheFilters: lines("no-cache-filters"),
    isPartial: false,
  };
  return atCaller(use, scope.place);
}

/** Most actions count the file from the repository, some from the context. */
function besideOrIn(path: string, { folder }: ContextValue, text: string, files: Files): string {
  if (files.has(path) || folder === null) return path;
  const inside = joinPath(folder, text);
  return files.has(inside) ? inside : path;
}

function contextOf(value: Value, root: string): ContextValue {
  // `{{defaultContext}}:folder` is a folder of the repository.
  const inRepository = /^\{\{\s*defaultContext\s*\}\}(?::(.*))?$/.exec(value.text);
  const text = inRepository ? (inRepository[1] ?? ".") : value.text;
  const isElsewhere = value.isOpen || isRemoteContext(text);
  return { ...value, build: null, folder: isElsewhere ? null : joinPath(root, text) };
}

/** The lines of a text, or what it lists with commas. */
function linesOf(node: ScalarTree | undefined, file: string, text: StepValues["text"]): Value[] {
  if (!node) return [];
  const mapped = mappedOf(node);
  const found: Value[] = [];
  const separator = node.text.includes("\n") ? /[^\n]+/g : /[^,\n]+/g;
  for (const match of node.text.matchAll(separator)) {
    const line = match[0].trim();
    if (line === "" || line.startsWith("#")) continue;
    const start = match.index + match[0].indexOf(line);
    found.push({ ...text(line), place: { file, span: originSpan(mapped, start, start + line.length) } });
  }
  return found;
}

function named(values: readonly Value[]): [string, Named<Value | null>][] {
  return values.flatMap((value): [string, Named<Value | null>][] => {
    const equals = value.text.indexOf("=");
    if (!value.place) return [];
    const name = equals === -1 ? value.text : value.text.slice(0, equals);
    // Lines that an expression writes have no names that can be seen.
    if (!/^[\w./:@-]+$/.test(name)) return [];
    const { span } = value.place;
    const place = {
      file: value.place.file,
      span: { start: span.start, end: Math.min(span.start + name.length, span.end) },
    };
    const rest = {
      ...value,
      text: value.text.slice(equals + 1),
      place: { ...value.place, span: { start: place.span.end + 1, end: span.end } },
    };
    return [[name, { name: place, value: equals === -1 ? null : rest }]];
  });
}
