/** The named contexts that a build gives (`--build-context`). */
import { contextKey } from "./imageReference";
import type { BuildOptions } from "./model";

const known = new WeakMap<BuildOptions, ReadonlySet<string>>();

/** The keys of the contexts, as `resolve.ts` compares them; the same object for the same options. */
export function contextKeys(options: BuildOptions): ReadonlySet<string> {
  const keys = known.get(options) ?? new Set(options.contexts.map(name => contextKey(name) ?? name));
  known.set(options, keys);
  return keys;
}
