/** Reads the archives (tar) in which engines hand out files. */
import * as l10n from "@vscode/l10n";
import { finished, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { extract, type Extract, type Header } from "tar-stream";
import { addEntry, emptyIndex, nodeAt, type FileEntry, type FileIndex, type FileKind } from "./fileIndex";

/** The index of an archive, whose contents are passed over. Throws where it is none, or ends before its end. */
export async function indexArchive(archive: NodeJS.ReadableStream, most?: number): Promise<FileIndex> {
  const index = emptyIndex();
  for await (const entry of entriesOf(archive)) {
    const { name, type, linkname, size, mode } = entry.header;
    const isSecondName = type === "link";
    const kind = kindOf(type);
    const found: FileEntry = {
      path: name,
      kind,
      // A second name of a file does not say its size again.
      size: isSecondName ? (nodeAt(index, linkname)?.size ?? 0) : kind === "file" ? size : 0,
      mode,
      ...(kind === "link" && { target: linkname }),
    };
    addEntry(index, found, most);
    entry.resume();
  }
  return index;
}

/** What an archive says of a file that it holds. */
export interface ArchivedFile {
  kind: FileKind;
  /** In bytes. */
  size: number;
  mode: number;
}

/**
 * Hands the first file of an archive to `open`, and its bytes to what that answers. Throws what `open` throws, and where the
 * archive has no entry or is none.
 */
export async function readFirst(
  archive: NodeJS.ReadableStream,
  open: (file: ArchivedFile) => Writable,
): Promise<ArchivedFile> {
  let first: ArchivedFile | undefined;
  for await (const entry of entriesOf(archive)) {
    if (first) {
      entry.resume();
      continue;
    }
    const { type, size, mode } = entry.header;
    first = { kind: kindOf(type), size, mode };
    await pipeline(entry, open(first));
  }
  if (!first) throw new Error(l10n.t("The engine returned no file."));
  return first;
}

/** The entries of an archive, in their order. A stream that is cut off before its end ends them with an error: `pipe` alone would wait for ever. */
export function entriesOf(archive: NodeJS.ReadableStream): Extract {
  const entries = extract();
  finished(archive, error => {
    if (error) entries.destroy(error);
  });
  return archive.pipe(entries);
}

export function kindOf(type: Header["type"]): FileKind {
  switch (type) {
    case "file":
    case "link":
    case "contiguous-file":
      return "file";
    case "directory":
      return "folder";
    case "symlink":
      return "link";
    case "block-device":
    case "character-device":
    case "fifo":
      return "other";
  }
}
