/** The files of this machine for one run that takes them as they are when it comes to them: each is read once, at once. */
import { sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { FolderEntry } from "../protocol";
import { MOST_ENTRIES } from "../workspace/contextFiles";
import type { Host } from "../workspace/ignoreFiles";
import { readFolderNow, readRegularFileNow, realPathNow } from "./filesNow";
import { MOST_BYTES, host } from "./host";

/** A host that may be asked to look again. */
export interface HostNow extends Host {
  /** Takes files as they are from now on. */
  readonly forget: () => void;
}

/** Reads as {@link host} does. */
export function createHostNow(): HostNow {
  const texts = remembered((uri: string, root: string | null) => {
    const path = fileURLToPath(uri);
    const real = root === null ? path : realPathIn(path, root);
    return real === null ? null : (readRegularFileNow(real, MOST_BYTES)?.toString("utf8") ?? null);
  });
  const folders = remembered((uri: string, root: string) => {
    const real = realPathIn(fileURLToPath(uri), root);
    return real === null ? null : { path: real, entries: new Map<number, FolderEntry[]>() };
  });
  const realRoots = remembered((uri: string) => realPathNow(fileURLToPath(uri)));

  /** A path without links in it; null where it is not in a folder, given as an address. Throws where it is not there. */
  function realPathIn(path: string, root: string): string | null {
    const [real, top] = [realPathNow(path), realRoots(root)];
    if (top === null) return null;
    return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep) ? real : null;
  }

  function list(uri: string, root: string, most: number): FolderEntry[] | null {
    const folder = folders(uri, root);
    if (!folder) return null;
    const known = folder.entries.get(most) ?? readFolderNow(folder.path, most);
    folder.entries.set(most, known);
    return known;
  }

  return {
    ...host,
    forget: () => {
      for (const each of [texts, folders, realRoots]) each.forget();
    },
    readText: (uri, root = null) => Promise.resolve(texts(uri, root)),
    list: (uri, root, most = MOST_ENTRIES) => {
      try {
        return Promise.resolve(list(uri, root, most));
      } catch {
        return Promise.resolve(null); // A source need not be there yet.
      }
    },
  };
}

/** A function of texts that is asked once for each; null where it throws. */
function remembered<Texts extends readonly (string | null)[], Answer>(
  ask: (...texts: Texts) => Answer,
): ((...texts: Texts) => Answer | null) & { forget: () => void } {
  const known = new Map<string, Answer | null>();
  const answered = (...texts: Texts) => {
    const key = texts.join("\n");
    const before = known.get(key);
    if (before !== undefined) return before;
    let answer: Answer | null = null;
    try {
      answer = ask(...texts);
    } catch {
      // Most files that are looked for are not there.
    }
    known.set(key, answer);
    return answer;
  };
  return Object.assign(answered, {
    forget: () => {
      known.clear();
    },
  });
}
