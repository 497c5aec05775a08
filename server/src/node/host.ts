/** The files of this machine, as the server reads them. */
import { opendir, readFile, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MOST_ENTRIES } from "../workspace/contextFiles";
import type { Host } from "../workspace/ignoreFiles";
import type { FolderEntry } from "../protocol";

const PACKAGE = join(__dirname, "..", "..");

/** The files of this machine. Pages and snippets lie where the package has them. */
export const host: Host = {
  rulePages: pathToFileURL(join(PACKAGE, "docs", "rules")).href,
  snippets: pathToFileURL(join(PACKAGE, "snippets")).href,
  canRead: uri => uri.startsWith("file:"),
  readText: async uri => {
    try {
      return await readFile(fileURLToPath(uri), "utf8");
    } catch {
      return null; // Most contexts have no such file.
    }
  },
  list: async (folder, root) => {
    try {
      const path = await realpath(fileURLToPath(folder));
      const top = await realpath(fileURLToPath(root));
      if (path !== top && !path.startsWith(top.endsWith(sep) ? top : top + sep)) return null;
      const entries: FolderEntry[] = [];
      for await (const entry of await opendir(path))
        if (entries.push({ name: entry.name, isFolder: entry.isDirectory() }) >= MOST_ENTRIES) break;
      return entries;
    } catch {
      return null; // A source need not be there yet.
    }
  },
};
