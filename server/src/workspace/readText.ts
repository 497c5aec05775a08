/** The text of a file, read by the server itself where it can, else asked of the client. */
import { READ_FILE_REQUEST } from "../protocol";
import type { ReadFileAnswer, ReadFileParams } from "../protocol";
import type { Client } from "../transport/client";
import type { Host } from "./ignoreFiles";

/** Who can read files for one server. */
export interface FileReaders {
  readonly connection: Client;
  /** Null where the server reads no files by itself, as in a web worker. */
  readonly host: Host | null;
  /** The client answers {@link READ_FILE_REQUEST}. */
  readonly clientReads: boolean;
}

/**
 * The text of a file; null where there is none, nobody can read it, or links lead out of `root`, the address of a folder. Rejects where
 * the client refuses to answer.
 */
export async function readText(
  { connection, host, clientReads }: FileReaders,
  uri: string,
  root: string | null = null,
): Promise<string | null> {
  if (host?.canRead(uri)) return host.readText(uri, root);
  if (!clientReads) return null;
  const params: ReadFileParams = { uri };
  const answer = await connection.sendRequest<Partial<ReadFileAnswer> | null>(READ_FILE_REQUEST, params);
  return typeof answer?.text === "string" ? answer.text : null;
}
