/** The files that the bundles are made of, and how they hang together. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The files that a bundle may load: itself, those that it requires, and those that these require. Absolute paths. */
export function loadableFrom(entry: string): Set<string> {
  const found = new Set([entry]);
  // A set hands out what is added to it while it is gone through.
  for (const file of found)
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(/\brequire\("(\.[^"]+)"\)/g))
      found.add(join(dirname(file), name));
  return found;
}
