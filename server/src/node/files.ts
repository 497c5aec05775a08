/**
 * Reading files and folders. A workspace has thousands of them, so it is done by the functions with callbacks: those of
 * `node:fs/promises` take several times as long, and one that fails looks for the place in the code first, although most files
 * that are looked for are not there.
 */
import { close, constants, fstat, open, opendir, read, realpath, stat } from "node:fs";
import type { Dir } from "node:fs";
import { promisify } from "node:util";
import type { FolderEntry } from "../protocol";

const statOf = promisify(stat);
const statOfOpen = promisify(fstat);
const openFile = promisify(open);
const readInto = promisify(read);
const closeFile = promisify(close);
const openFolder = promisify(opendir);

/** A path without links in it. Rejects where there is nothing. */
export const realPath: (path: string) => Promise<string> = promisify(realpath.native);

/** What a folder holds, up to `most` entries, in no order. Rejects where it cannot be read. */
export async function readFolder(path: string, most: number): Promise<FolderEntry[]> {
  const folder = await openFolder(path, { bufferSize: 256 });
  return new Promise((resolve, reject) => {
    const entries: FolderEntry[] = [];
    readEntries(folder, most, entries, error => {
      folder.close(() => {
        if (error) reject(error);
        else resolve(entries);
      });
    });
  });
}

function readEntries(
  folder: Dir,
  most: number,
  entries: FolderEntry[],
  end: (error: Error | null) => void,
): void {
  folder.read((error, entry) => {
    if (entry && entries.push({ name: entry.name, isFolder: entry.isDirectory() }) < most)
      readEntries(folder, most, entries, end);
    else end(error);
  });
}

/**
 * The beginning of a file, up to `most` bytes; null where the path leads to a device, a pipe or a folder, which may have no end
 * or never answer. Rejects where there is nothing, or it cannot be read.
 */
export async function readRegularFile(path: string, most: number): Promise<string | null> {
  if (!(await statOf(path)).isFile()) return null;
  // If a pipe has come there meanwhile, this does not wait for it.
  const file = await openFile(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await statOfOpen(file);
    return stats.isFile() ? await readText(file, Math.min(stats.size, most), most) : null;
  } finally {
    await closeFile(file);
  }
}

/** The text of an open file of `size` bytes, which may have grown, or say that it has none, as those of `/proc` do. */
async function readText(file: number, size: number, most: number): Promise<string> {
  const chunks: Buffer[] = [];
  let total = 0;
  for (let next = size + 1; total < most; next = CHUNK) {
    const chunk = Buffer.allocUnsafe(Math.min(next, most - total));
    const { bytesRead } = await readInto(file, chunk, 0, chunk.length, null);
    chunks.push(chunk.subarray(0, bytesRead));
    total += bytesRead;
    if (bytesRead === 0 || total === size) break;
  }
  return Buffer.concat(chunks).toString("utf8");
}

const CHUNK = 64 * 1024;
