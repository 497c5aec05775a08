/** The files of this machine, as the server reads them. */
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { LONGEST_FILE } from "../around/files";
import { MOST_ENTRIES } from "../workspace/contextFiles";
import type { Host } from "../workspace/ignoreFiles";
import { readFolder, readRegularFile, realPath } from "./files";
import { makeRoomFor } from "./heap";
import { machine } from "./machine";

const PACKAGE = join(__dirname, "..", "..");

/** The files of this machine. Pages and snippets lie where the package has them. */
export const host: Host = {
  machine,
  rulePages: pathToFileURL(join(PACKAGE, "docs", "rules")).href,
  snippets: pathToFileURL(join(PACKAGE, "snippets")).href,
  willRead: makeRoomFor,
  canRead: uri => uri.startsWith("file:"),
  readText: async (uri, root = null) => {
    try {
      const path = fileURLToPath(uri);
      const real = root === null ? path : await realPathIn(path, root);
      return real === null ? null : await readRegularFile(real, MOST_BYTES);
    } catch {
      return null; // Most contexts have no such file.
    }
  },
  list: async (folder, root, most = MOST_ENTRIES) => {
    try {
      const real = await realPathIn(fileURLToPath(folder), root);
      return real === null ? null : await readFolder(real, most);
    } catch {
      return null; // A source need not be there yet.
    }
  },
};

/** A path without links in it; null where it is not in a folder, given as an address. Rejects where it is not there. */
async function realPathIn(path: string, root: string): Promise<string | null> {
  const [real, top] = await Promise.all([realPath(path), realPath(fileURLToPath(root))]);
  return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep) ? real : null;
}

/** More of a file is not read: what is read here is written by people. A UTF-16 unit takes up to three bytes. */
export const MOST_BYTES = 3 * LONGEST_FILE + 1;
