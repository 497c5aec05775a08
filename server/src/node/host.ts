/** The files of this machine, as the server reads them. */
import { constants, stat } from "node:fs";
import { open, opendir, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MOST_ENTRIES } from "../workspace/contextFiles";
import type { Host } from "../workspace/ignoreFiles";
import type { FolderEntry } from "../protocol";
import { machine } from "./machine";

const PACKAGE = join(__dirname, "..", "..");

/** The files of this machine. Pages and snippets lie where the package has them. */
export const host: Host = {
  machine,
  rulePages: pathToFileURL(join(PACKAGE, "docs", "rules")).href,
  snippets: pathToFileURL(join(PACKAGE, "snippets")).href,
  canRead: uri => uri.startsWith("file:"),
  readText: async uri => {
    try {
      return await readRegularFile(fileURLToPath(uri));
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

/** More of a file is not read: what is read here is written by people. */
const MOST_BYTES = 1024 * 1024;

/** By callback, because a promise that rejects looks for the place in the code first, and most files that are looked for are not there. */
function isRegularFile(path: string): Promise<boolean> {
  return new Promise(resolve => {
    stat(path, (error, stats) => {
      resolve(!error && stats.isFile());
    });
  });
}

/** The beginning of a file; null where the path leads to a device, a pipe or a folder, which may have no end or never answer. */
async function readRegularFile(path: string): Promise<string | null> {
  if (!(await isRegularFile(path))) return null;
  // If a pipe has come there meanwhile, this does not wait for it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    if (!(await file.stat()).isFile()) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of file.createReadStream({ end: MOST_BYTES, autoClose: false }))
      chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString("utf8");
  } finally {
    await file.close();
  }
}
