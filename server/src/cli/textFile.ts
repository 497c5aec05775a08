/** A file as it is read to be checked, and written when it is fixed. */
import { closeSync, ftruncateSync, openSync, readFileSync, statSync, writeSync } from "node:fs";

/** A text file, with what has to be the same when it is written. */
export interface TextFile {
  readonly text: string;
  readonly hasMark: boolean;
  /** Its bytes are those of the text: what is written changes nothing but what was meant. */
  readonly isExact: boolean;
}

/** Why a file is not checked, for people: what follows `path: `. */
export interface Unreadable {
  readonly failure: string;
}

/** Nobody writes a longer Dockerfile, and an engine takes none. */
const MOST_BYTES = 16 * 1024 * 1024;
const MARK = "\uFEFF";

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "Permission denied.",
  EPERM: "Permission denied.",
  ELOOP: "The symbolic links lead in a circle.",
  ENAMETOOLONG: "The name is too long.",
  ENOENT: "No such file or folder.",
  ENOTDIR: "No such file or folder.",
  EISDIR: "This is a folder.",
  ENOSPC: "There is no space left on the disk.",
  EROFS: "The file system is read-only.",
  EMFILE: "Too many files are open.",
};

/** Reads a file by its path as the system takes it. Never throws. */
export function readTextFile(path: string): TextFile | Unreadable {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return { failure: "This is a folder." };
    // A pipe or a device may have no end.
    if (!stats.isFile())
      return { failure: "This is not a regular file. Pass its text to standard input (-)." };
    if (stats.size > MOST_BYTES) return tooLarge();
    return textFileOf(readFileSync(path));
  } catch (error) {
    return { failure: reasonOf(error) };
  }
}

/** The text of bytes; a file with a null byte is no text. */
export function textFileOf(bytes: Buffer): TextFile | Unreadable {
  if (bytes.length > MOST_BYTES) return tooLarge();
  if (bytes.includes(0)) return { failure: "This is a binary file." };
  const whole = bytes.toString("utf8");
  const hasMark = whole.startsWith(MARK);
  return { text: hasMark ? whole.slice(1) : whole, hasMark, isExact: Buffer.from(whole).equals(bytes) };
}

/**
 * Writes a text in place of `before`, through links, with the file's rights; answers why not, or null. Where the file has another text by
 * now, or where it cannot be written to its end, as on a full disk, it is as it was.
 */
export function replaceText(
  path: string,
  before: Pick<TextFile, "text" | "hasMark">,
  text: string,
): string | null {
  let file: number | null = null;
  try {
    file = openSync(path, "r+");
    const found = readFileSync(file);
    const old = bytesOf(before.text, before.hasMark);
    if (!found.equals(old)) return "The file has changed meanwhile.";
    try {
      writeWhole(file, bytesOf(text, before.hasMark));
    } catch (error) {
      writeWhole(file, old);
      throw error;
    }
    return null;
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (file !== null) closeSync(file);
  }
}

/** In place of all that is there: what was there needs no room that it has not. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at, bytes.length - at, at);
  ftruncateSync(file, bytes.length);
}

function bytesOf(text: string, hasMark: boolean): Buffer {
  return Buffer.from(hasMark ? MARK + text : text);
}

/** Whether a folder is there, as the system takes its path. Never throws. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Whether a file is there that may not be read. */
export function isDenied(path: string): boolean {
  try {
    // To open a pipe would wait for somebody who writes.
    if (statSync(path).isFile()) closeSync(openSync(path, "r"));
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && (error.code === "EACCES" || error.code === "EPERM");
  }
}

/** What the system says of an error, for people. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return REASONS[code] ?? error.message;
}

function tooLarge(): Unreadable {
  return { failure: `The file is larger than ${MOST_BYTES / 1024 / 1024} MB.` };
}
