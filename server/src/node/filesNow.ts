/**
 * Reading files and folders at once, for a thread that has nothing else to do meanwhile: what is not there, as most files that are
 * looked for, costs a twentieth of what it costs to wait for that.
 */
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  opendirSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import type { FolderEntry } from "../protocol";

/** A path without links in it. Throws where there is nothing. */
export const realPathNow: (path: string) => string = path => realpathSync.native(path);

/** What a folder holds, up to `most` entries, in no order. Throws where it cannot be read. */
export function readFolderNow(path: string, most: number): FolderEntry[] {
  const folder = opendirSync(path, { bufferSize: 256 });
  try {
    const entries: FolderEntry[] = [];
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) {
      entries.push({ name: entry.name, isFolder: entry.isDirectory() });
      if (entries.length >= most) break;
    }
    return entries;
  } finally {
    folder.closeSync();
  }
}

/**
 * The beginning of a file, up to `most` bytes; null where there is nothing, or the path leads to a device, a pipe or a folder. Throws
 * where it cannot be read.
 */
export function readRegularFileNow(path: string, most: number): Buffer | null {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
  // If a pipe has come there meanwhile, this does not wait for it.
  const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return null;
    const bytes = Buffer.allocUnsafe(Math.min(stats.size + 1, most));
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(file, bytes, length, bytes.length - length, null);
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}
