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
  readText: async uri => {
    try {
      return await readRegularFile(fileURLToPath(uri), MOST_BYTES);
    } catch {
      return null; // Most contexts have no such file.
    }
  },
  list: async (folder, root) => {
    try {
      const [path, top] = await Promise.all([realPath(fileURLToPath(folder)), realPath(fileURLToPath(root))]);
      if (path !== top && !path.startsWith(top.endsWith(sep) ? top : top + sep)) return null;
      return await readFolder(path, MOST_ENTRIES);
    } catch {
      return null; // A source need not be there yet.
    }
  },
};

/** More of a file is not read: what is read here is written by people. A UTF-16 unit takes up to three bytes. */
const MOST_BYTES = 3 * LONGEST_FILE + 1;
