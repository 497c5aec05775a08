/** What the conversion into several stages needs of the server: its own bundle, and a look at the build context. */
import { NO_PROJECT, PROJECT_FILES } from "../convert/conversion";
import type { Converter, Project } from "../convert/conversion";
import type { Host, IgnoreFiles } from "./ignoreFiles";
import { loadChunk } from "../transport/loadChunk";
import { READ_FOLDER_REQUEST } from "../protocol";
import type { ClientOptions, FolderEntry, ReadFolderAnswer, ReadFolderParams } from "../protocol";
import { readText } from "./readText";
import { withinTime } from "../transport/withinTime";
import type { Client } from "../transport/client";

export interface Conversions {
  /** To be called once the client has said what it can read. */
  readonly start: (told: Partial<ClientOptions>) => void;
  /** Loaded when it is first needed; null where it cannot be loaded. */
  readonly converter: () => Promise<Converter | null>;
  /** What is known of the build context of a document. Reads no longer than people wait. */
  readonly project: (uri: string) => Promise<Project>;
}

const LONGEST_MS = 1_000;

/** For one server. */
export function createConversions(
  connection: Client,
  ignoreFiles: Pick<IgnoreFiles, "contextOf">,
  host: Host | null,
): Conversions {
  let told: Partial<ClientOptions> = {};

  async function entriesOf(folder: string): Promise<readonly FolderEntry[] | null> {
    if (host?.canRead(folder)) return host.list(folder, folder);
    if (told.readsFolders !== true) return null;
    const params: ReadFolderParams = { uri: folder };
    const answer = await connection.sendRequest<Partial<ReadFolderAnswer> | null>(
      READ_FOLDER_REQUEST,
      params,
    );
    return Array.isArray(answer?.entries) ? answer.entries : null;
  }

  const textOf = (uri: string) => readText({ connection, host, clientReads: told.readsFiles === true }, uri);

  async function read(uri: string): Promise<Project> {
    const folder = await ignoreFiles.contextOf(uri);
    if (folder === null) return NO_PROJECT;
    const entries = await entriesOf(folder);
    const names = entries && new Set(entries.map(({ name, isFolder }) => (isFolder ? `${name}/` : name)));
    const wanted = PROJECT_FILES.filter(name => names?.has(name) ?? true);
    const texts = await Promise.all(
      wanted.map(async name => [name, await textOf(`${folder}/${name}`)] as const),
    );
    return {
      names,
      texts: new Map(texts.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const]))),
    };
  }

  return {
    start: options => {
      told = options;
    },
    converter: async () => {
      const chunk = await loadChunk(connection, () => import("../convert/convert"));
      return chunk && { convert: chunk.convertToMultiStage };
    },
    project: uri => withinTime(read(uri), LONGEST_MS, NO_PROJECT),
  };
}
