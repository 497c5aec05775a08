/** A text from standard input. */
import { textFileOf } from "./textFile";
import type { TextFile, Unreadable } from "./textFile";

/** Reads all of it. */
export async function readStandardInput(): Promise<TextFile | Unreadable> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk as Uint8Array));
  return textFileOf(Buffer.concat(chunks));
}
