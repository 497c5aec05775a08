/** The named contexts that a build gives (`--build-context`). */
import { contextKey } from "./imageReference";
import type { BuildOptions } from "./buildOptions";

interface ContextKeys {
  readonly all: ReadonlySet<string>;
  readonly replacing: ReadonlySet<string>;
}

const known = new WeakMap<BuildOptions, ContextKeys>();

/** The keys of the contexts, as `resolve.ts` compares them; the same object for the same options. */
export function contextKeys(options: BuildOptions): ReadonlySet<string> {
  return keysOf(options).all;
}

/** Those that take the place of stages, too. */
export function replacingKeys(options: BuildOptions): ReadonlySet<string> {
  return keysOf(options).replacing;
}

function keysOf(options: BuildOptions): ContextKeys {
  const before = known.get(options);
  if (before) return before;
  const { contexts, imageContexts = [] } = options;
  const keyOf = (name: string) => contextKey(name) ?? name;
  const replacing = new Set(contexts.map(keyOf));
  const all = imageContexts.length === 0 ? replacing : new Set([...replacing, ...imageContexts.map(keyOf)]);
  const keys = { all, replacing };
  known.set(options, keys);
  return keys;
}
